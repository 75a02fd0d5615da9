package dev.windowpane.control.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Speeds, from two looks. */
final class Rates {
    private Rates() {}

    /** Records read in a second. */
    static Optional<Double> read(Facts facts) {
        return facts.look()
                .flatMap(look -> facts.before()
                        .filter(before -> look.read() >= before.read())
                        .map(before -> (look.read() - before.read()) / seconds(before.asOf(), look.asOf())));
    }

    /** Seconds that the watermark moves in a second. */
    static Optional<Double> watermark(Facts facts) {
        return facts.look()
                .flatMap(look -> facts.before()
                        .filter(before -> before.watermark().isPresent()
                                && look.watermark().isPresent())
                        .map(before -> Duration.between(
                                                before.watermark().get(),
                                                look.watermark().get())
                                        .toMillis()
                                / 1000.0
                                / seconds(before.asOf(), look.asOf())));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
