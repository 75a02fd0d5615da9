package dev.windowpane.e2e;

import java.time.Duration;

/**
 * How the full set runs; given by the launcher as system properties.
 *
 * @param rate hits a second
 * @param soak how long random faults go on in the end
 */
record FullSettings(long seed, int rate, Duration soak) {
    static FullSettings given() {
        return new FullSettings(
                Long.getLong("windowpane.full.seed", 1),
                Integer.getInteger("windowpane.full.rate", 10_000),
                Duration.parse(System.getProperty("windowpane.full.soak", "PT3M")));
    }

    /** What runs this fault's scenarios again. */
    String replay(String fault) {
        return "./windowpane verify --fault %s --seed %d --rate %d --soak %s".formatted(fault, seed, rate, soak);
    }
}
