package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes released deltas into the ledger, on a thread of its own that never needs the task thread. While the ledger is away it tries
 * again, and what waits meanwhile goes in together.
 */
final class Committer implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final Pending pending;
    private final GroupCommit commit;
    private final long groupBytes;
    private final InstantSource clock;
    private final Consumer<@Nullable Throwable> listener;

    private final CommitStats stats = new CommitStats();
    private final Outage outage = new Outage();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long newest = Delta.NONE;
    private volatile boolean looked;

    /**
     * @param groupBytes of deltas that go into one transaction
     * @param listener told of the first look and of every commit ({@code null}) and of the failure that ended this committer
     */
    Committer(
            GroupCommit commit,
            Pending pending,
            long groupBytes,
            InstantSource clock,
            Consumer<@Nullable Throwable> listener) {
        this.commit = commit;
        this.pending = pending;
        this.groupBytes = groupBytes;
        this.clock = clock;
        this.listener = listener;
        thread = new Thread(this::run, "windowpane-commit");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> listener.accept(failure));
    }

    void start() {
        thread.start();
    }

    CommitStats stats() {
        return stats;
    }

    Outage outage() {
        return outage;
    }

    /** Whether {@link #newest} is known of by now. */
    boolean hasLooked() {
        return looked;
    }

    /** The newest hit in the ledger, in milliseconds since the epoch, or {@link Delta#NONE} where none is known of. */
    long newest() {
        return newest;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        commit.abort();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            persist(List.of());
            looked = true;
            listener.accept(null);
            while (true) {
                List<Delta> group = pending.awaitReleased(groupBytes);
                persist(group);
                pending.drop(group.size());
                listener.accept(null);
            }
        } catch (InterruptedException e) {
            LOG.debug("the committer was closed", e);
        }
    }

    private void persist(List<Delta> group) throws InterruptedException {
        Backoff backoff = new Backoff();
        while (closing.getCount() > 0) {
            try {
                attempt(group);
                outage.isOver(clock.millis());
                return;
            } catch (LedgerUnavailableException e) {
                if (closing.getCount() == 0) {
                    break;
                }
                stats.failed();
                outage.failed(e, clock.millis(), pending.bytes());
                if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new InterruptedException("closed");
    }

    private void attempt(List<Delta> group) throws LedgerUnavailableException {
        if (group.isEmpty()) {
            newest = commit.look().newest();
            return;
        }
        long start = clock.millis();
        newest = commit.commit(group).newest();
        stats.committed(start, clock.millis());
    }
}
