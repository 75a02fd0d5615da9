package dev.windowpane.e2e;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that was measured.
 *
 * @param bound what is wanted; empty if there is no bound
 */
record Figure(String name, String value, String bound, boolean isWithin) {
    /** A bound that is missed is told; one that is missed by so much is a failure. */
    static final int INTOLERABLE = 3;

    static Figure atMost(String name, Duration value, Duration bound) {
        return new Figure(name, seconds(value), "≤ " + seconds(bound), value.compareTo(bound) <= 0);
    }

    static Figure atMost(String name, long value, long bound) {
        return new Figure(name, "%,d".formatted(value), "≤ %,d".formatted(bound), value <= bound);
    }

    static Figure atLeast(String name, long value, long bound) {
        return new Figure(name, "%,d".formatted(value), "≥ %,d".formatted(bound), value >= bound);
    }

    static Figure of(String name, String value) {
        return new Figure(name, value, "", true);
    }

    private static String seconds(Duration value) {
        return String.format(Locale.ROOT, "%.1f s", value.toMillis() / 1000.0);
    }

    String verdict() {
        return bound.isEmpty() ? "" : isWithin ? "ok" : "**over**";
    }
}
