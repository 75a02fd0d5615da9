package dev.windowpane.control.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a job had counted at one moment, by Postgres' clock.
 *
 * @param read records read from Kafka since the job was made
 * @param watermark windows that end at or before it are FINAL
 * @param committedAt when counts last changed
 * @param commits transactions that changed counts
 * @param balanced whether no audit has ever found numbers of it that do not add up
 * @param deadLetters by reason
 */
record Standing(
        int job,
        String name,
        Instant asOf,
        long read,
        Optional<Instant> watermark,
        Optional<Instant> committedAt,
        long commits,
        boolean balanced,
        Map<String, Long> deadLetters) {
    Standing {
        deadLetters = Map.copyOf(deadLetters);
    }

    Optional<Duration> watermarkDelay() {
        return watermark.map(mark -> notNegative(Duration.between(mark, asOf)));
    }

    Optional<Duration> commitAge() {
        return committedAt.map(at -> notNegative(Duration.between(at, asOf)));
    }

    /** Records read in a second since then; empty if Postgres was set back meanwhile. */
    Optional<Double> recordsPerSecond(Standing before) {
        double seconds = Duration.between(before.asOf, asOf).toMillis() / 1000.0;
        return seconds > 0 && read >= before.read ? Optional.of((read - before.read) / seconds) : Optional.empty();
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
