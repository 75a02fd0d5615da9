package dev.windowpane.local.os;

import java.util.concurrent.locks.LockSupport;

/** The step of every polling loop. */
public final class Pause {
    private static final long STEP = 30_000_000;

    private Pause() {}

    /** About 30 ms; at once for an interrupted thread, which is reported as {@link LocalStackException}. */
    public static void briefly() {
        LockSupport.parkNanos(STEP);
        if (Thread.currentThread().isInterrupted()) {
            throw new LocalStackException("interrupted while waiting");
        }
    }
}
