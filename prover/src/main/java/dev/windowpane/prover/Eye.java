package dev.windowpane.prover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One session of the database, made again when it breaks. Used by one thread; closed by any. */
final class Eye implements AutoCloseable {
    /** Windows compared key by key at a look: those that changed, the longest unseen first. */
    private static final int WINDOWS = 2;
    /** A complete look that takes 2 s is repeated after 20 s at the earliest, so that looking stays a fraction of the load. */
    private static final int REST = 10;

    private final Target target;
    private final long everythingEvery;
    private final AtomicReference<@Nullable Connection> session = new AtomicReference<>();
    /** When a window was last compared, as a number of the look. */
    private final Map<JobWindow, Long> compared = new HashMap<>();

    private long nextComplete = System.nanoTime();
    private long looks;

    private record JobWindow(int job, long start) {}

    /**
     * A look and what is wrong with the keys that were compared.
     *
     * @param complete whether every key was
     */
    record Sight(Look look, List<Violation> wrongKeys, boolean complete) {}

    Eye(Target target, Duration everythingEvery) {
        this.target = target;
        this.everythingEvery = everythingEvery.toNanos();
    }

    Sight look(@Nullable Look before) throws SQLException {
        Connection connection = session.get();
        if (connection == null) {
            connection = target.connect();
            session.set(connection);
        }
        try {
            Look look = new Snapshot(connection).look();
            KeyCheck keys = new KeyCheck(connection, look);
            long began = System.nanoTime();
            boolean complete = began - nextComplete >= 0;
            if (complete) {
                for (JobLook job : look.jobs().values()) {
                    keys.all(job);
                }
                long now = System.nanoTime();
                nextComplete = now + Math.max(everythingEvery, REST * (now - began));
            } else if (before != null) {
                someChanged(keys, before, look);
            }
            connection.commit();
            looks++;
            return new Sight(look, keys.found(), complete);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void someChanged(KeyCheck keys, Look before, Look now) throws SQLException {
        for (JobLook job : now.jobs().values()) {
            JobLook was = before.jobs().get(job.job());
            List<Long> changed = job.windows().values().stream()
                    .filter(it -> was == null || !Objects.equals(was.windows().get(it.start()), it))
                    .map(WindowLook::start)
                    .sorted(Comparator.comparing(
                            start -> compared.getOrDefault(new JobWindow(job.job(), start), Long.MIN_VALUE)))
                    .limit(WINDOWS)
                    .toList();
            keys.referrers(job, changed);
            changed.forEach(start -> compared.put(new JobWindow(job.job(), start), looks));
        }
    }

    @Override
    public void close() {
        Connection connection = session.getAndSet(null);
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException("the session cannot be ended", e);
            }
        }
    }
}
