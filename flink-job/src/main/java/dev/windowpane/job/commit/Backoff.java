package dev.windowpane.job.commit;

import java.time.Duration;
import java.util.OptionalInt;

/** How long to wait before trying again: 100 ms, then twice as long each time, at most 5 s, so that an hour's outage ends promptly. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(5);

    private Duration next = FIRST;
    private int failures;

    boolean isFirst() {
        return failures == 0;
    }

    Duration next() {
        failures++;
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        return now;
    }

    /** How many attempts it took, unless the first succeeded. */
    OptionalInt attempts() {
        return failures == 0 ? OptionalInt.empty() : OptionalInt.of(failures + 1);
    }
}
