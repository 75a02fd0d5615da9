package dev.windowpane.job.commit;

import java.time.Duration;

/**
 * How long to wait before trying again: 100 ms, then twice as long each time, at most 5 s. There is no last attempt. Far below the
 * ten minutes that would be bearable for Postgres, so that counting goes on within seconds of its return.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    Duration next() {
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        return now;
    }
}
