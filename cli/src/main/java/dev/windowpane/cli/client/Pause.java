package dev.windowpane.cli.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    void of(Duration duration);

    /** Of the real world. An interrupt cuts it short and stays set. */
    static Pause real() {
        return duration -> {
            try {
                boolean never = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
                assert !never;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
