package dev.windowpane.control.metrics;

import dev.windowpane.control.problem.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A half-open range {@code [from, to)} of whole steps, counted from the epoch. */
record SampleRange(Instant from, Instant to, Duration step) {
    private static final long MOST = 1000;
    /** So many points are enough for a chart. */
    private static final long ENOUGH = 400;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * The range widened to whole steps.
     *
     * @param wanted the step; if empty, one that suits a chart
     * @param apart between two samples: there is nothing to see in a shorter step
     */
    static SampleRange of(Instant from, Instant to, Optional<Duration> wanted, Duration apart) {
        if (!from.isBefore(to)) {
            throw new InvalidRequestException("?from", "from must be before to");
        }
        Duration step = wanted.orElseGet(() -> suitable(Duration.between(from, to), apart));
        if (step.toNanosPart() != 0 || step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0) {
            throw new InvalidRequestException(
                    "?step", "step must be whole seconds, between %s and %s".formatted(SHORTEST, LONGEST));
        }
        long seconds = step.toSeconds();
        SampleRange range = new SampleRange(
                floor(from, seconds), floor(to.plusSeconds(seconds).minusNanos(1), seconds), step);
        if (range.steps() > MOST) {
            throw new InvalidRequestException(
                    "?step",
                    "the range has %d steps of %s, but at most %d are answered: take a longer step or a shorter range"
                            .formatted(range.steps(), step, MOST));
        }
        return range;
    }

    long steps() {
        return Duration.between(from, to).toSeconds() / step.toSeconds();
    }

    private static Duration suitable(Duration length, Duration apart) {
        return Stream.of(apart.toSeconds(), 10L, 30L, 60L, 300L, 900L, 3600L)
                .filter(seconds -> seconds >= Math.max(1, apart.toSeconds()))
                .filter(seconds -> length.toSeconds() / seconds <= ENOUGH)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElse(LONGEST);
    }

    private static Instant floor(Instant at, long seconds) {
        return Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), seconds));
    }
}
