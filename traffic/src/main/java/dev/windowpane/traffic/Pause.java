package dev.windowpane.traffic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait that can be cut short for good. */
@FunctionalInterface
interface Pause {
    /** Waits; at once if not positive. Returns true as soon as the program shall end. */
    boolean forAtMost(Duration duration);

    /** Ended by opening the latch, or by an interrupt. */
    static Pause until(CountDownLatch end) {
        return duration -> {
            try {
                return end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        };
    }
}
