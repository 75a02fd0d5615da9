package dev.windowpane.local.os;

import java.time.Duration;

/** A limit in time that no change of the wall clock moves. */
public record Deadline(long nanoTime) {
    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    public boolean isOver() {
        return remaining().isZero();
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
