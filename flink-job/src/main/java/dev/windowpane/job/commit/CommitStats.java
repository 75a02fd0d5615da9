package dev.windowpane.job.commit;

import java.util.concurrent.atomic.AtomicLong;

/** What the commit thread has done, read by the metrics reporter's thread. */
final class CommitStats {
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile long lastMillis;
    private volatile long lastCommitted;

    void committed(long start, long end) {
        commits.incrementAndGet();
        lastMillis = end - start;
        lastCommitted = end;
    }

    void failed() {
        failures.incrementAndGet();
    }

    long commits() {
        return commits.get();
    }

    long failures() {
        return failures.get();
    }

    /** How long the last commit took, in milliseconds. */
    long lastMillis() {
        return lastMillis;
    }

    /** When the last commit ended, in milliseconds since the epoch; 0 before the first. */
    long lastCommitted() {
        return lastCommitted;
    }
}
