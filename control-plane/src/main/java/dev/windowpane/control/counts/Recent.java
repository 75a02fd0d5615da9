package dev.windowpane.control.counts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was read from the counts lately, for as long as nothing has been counted since: each question asks for the version first. So many
 * who look at the same page cost one read for each commit, not one for each of them; who asks while the answer is being read waits for it.
 *
 * <p>It is no other way to read a number: an answer is from one snapshot, which is never older than the question.
 */
@ApplicationScoped
class Recent {
    /** In numbers and texts, each of which takes some tens of bytes. */
    private static final long MOST = 300_000;

    private final Map<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Object, CompletableFuture<Kept>> underWay = new ConcurrentHashMap<>();
    private long size;

    /**
     * Rows of one snapshot.
     *
     * @param version of the counts in that snapshot
     * @param size roughly, in numbers and texts
     */
    record Kept(String version, Object rows, long size) {}

    private record Asked(Object question, String version) {}

    /**
     * @param question with all that the answer depends on besides the counts
     * @param version of the counts, as they were after the question came
     * @param read reads the answer from a snapshot of now
     */
    <T> T answer(Object question, String version, Class<T> type, Supplier<Kept> read) {
        Optional<Kept> known = find(question, version);
        if (known.isPresent()) {
            return type.cast(known.get().rows());
        }
        Asked asked = new Asked(question, version);
        CompletableFuture<Kept> mine = new CompletableFuture<>();
        CompletableFuture<Kept> first = underWay.putIfAbsent(asked, mine);
        if (first != null) {
            return type.cast(await(first).rows());
        }
        try {
            Kept rows = read.get();
            keep(question, rows);
            mine.complete(rows);
            return type.cast(rows.rows());
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(asked);
            // Nobody waits for ever, whatever went wrong
            mine.completeExceptionally(new IllegalStateException("the answer could not be read"));
        }
    }

    private static Kept await(CompletableFuture<Kept> first) {
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private synchronized Optional<Kept> find(Object question, String version) {
        return Optional.ofNullable(kept.get(question))
                .filter(known -> known.version().equals(version));
    }

    private synchronized void keep(Object question, Kept rows) {
        Kept before = kept.put(question, rows);
        size += rows.size() - (before == null ? 0 : before.size());
        Iterator<Kept> oldest = kept.values().iterator();
        while (size > MOST && oldest.hasNext()) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }
}
