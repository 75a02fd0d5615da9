package dev.windowpane.prover;

import java.time.Duration;

/**
 * How often the tables are looked at.
 *
 * @param every between the end of a look and the next one
 * @param everythingEvery how often every key is compared rather than those of a few changed windows
 */
public record Pace(Duration every, Duration everythingEvery) {
    /** Ten looks a second, everything every ten seconds. */
    public static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofSeconds(10));

    public Pace {
        if (!every.isPositive() || every.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("--every must be more than PT0S and at most PT1H, but is " + every);
        }
    }
}
