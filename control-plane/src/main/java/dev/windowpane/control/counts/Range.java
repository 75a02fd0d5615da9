package dev.windowpane.control.counts;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.spec.Resolution;
import dev.windowpane.spec.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A half-open range {@code [from, to)} of whole steps, aligned like the job's windows.
 *
 * @param origin where a step starts, so that all others can be told
 */
record Range(Instant from, Instant to, Duration step, Instant origin) {
    private static final Duration LONGEST_STEP = Duration.ofDays(366);
    private static final long MOST_STEPS = 10_000;
    private static final List<Resolution> COARSE = List.of(Resolution.DAY, Resolution.HOUR);

    /** The range widened to whole steps. */
    static Range of(Instant from, Instant to, Duration step, WindowSpec window) {
        if (!from.isBefore(to)) {
            throw new InvalidRequestException("?from", "from must be before to");
        }
        long size = window.size().toSeconds();
        if (step.toNanosPart() != 0
                || step.toSeconds() < size
                || step.toSeconds() % size != 0
                || step.compareTo(LONGEST_STEP) > 0) {
            throw new InvalidRequestException(
                    "?step",
                    "step must be a multiple of the window's size %s, at most %s"
                            .formatted(window.size(), LONGEST_STEP));
        }
        long seconds = step.toSeconds();
        Instant origin = Instant.EPOCH.plus(window.offset());
        Instant start = floor(from, seconds, origin);
        Instant end = floor(to.plusSeconds(seconds).minusNanos(1), seconds, origin);
        return new Range(start, end, step, origin);
    }

    /** @throws InvalidRequestException if it has too many steps to answer with one number for each */
    void requireAnswerable() {
        long steps = Duration.between(from, to).toSeconds() / step.toSeconds();
        if (steps > MOST_STEPS) {
            throw new InvalidRequestException(
                    "?step",
                    "the range has %d steps of %s, but at most %d are answered: take a longer step or a shorter range"
                            .formatted(steps, step, MOST_STEPS));
        }
    }

    /** The coarsest rows that add up to each step of the range. */
    Resolution ofSteps() {
        return coarsest();
    }

    /**
     * Rows of one resolution that are added, or taken away again.
     *
     * @param sign 1 or -1
     */
    record Piece(Resolution resolution, Instant from, Instant to, int sign) {}

    /**
     * Rows that add up to the range as a whole, as coarse as can be: days, then hours and windows at both ends. Of an hour that is in the
     * range for the most part all is added and the windows outside are taken away, which are fewer; so with days and their hours. Any range
     * of 30 days × 1,000 hosts is 49,000 rows at most instead of 100,000, and half of that in the mean.
     */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        cover(pieces, from, to, 1, COARSE);
        return List.copyOf(pieces);
    }

    /** Rows belong where they start, so windows that reach over the end of an hour or day do no harm. */
    private static void cover(List<Piece> pieces, Instant from, Instant to, int sign, List<Resolution> coarse) {
        if (!from.isBefore(to)) {
            return;
        }
        if (coarse.isEmpty()) {
            pieces.add(new Piece(Resolution.WINDOW, from, to, sign));
            return;
        }
        Resolution resolution = coarse.getFirst();
        List<Resolution> finer = coarse.subList(1, coarse.size());
        Instant first = nearest(resolution, from);
        Instant last = nearest(resolution, to);
        if (first.isBefore(last) && isShorter(from, first, last, to)) {
            edge(pieces, from, first, sign, finer);
            pieces.add(new Piece(resolution, first, last, sign));
            edge(pieces, last, to, sign, finer);
        } else {
            cover(pieces, from, to, sign, finer);
        }
    }

    /** Whether there is less to add and take away at both ends than in the range itself. */
    private static boolean isShorter(Instant from, Instant first, Instant last, Instant to) {
        Duration edges = Duration.between(from, first)
                .abs()
                .plus(Duration.between(last, to).abs());
        return edges.compareTo(Duration.between(from, to)) < 0;
    }

    /** From one time to the other, or, if that is back, what was taken too much. */
    private static void edge(List<Piece> pieces, Instant from, Instant to, int sign, List<Resolution> finer) {
        if (from.isAfter(to)) {
            cover(pieces, to, from, -sign, finer);
        } else {
            cover(pieces, from, to, sign, finer);
        }
    }

    private Resolution coarsest() {
        for (Resolution resolution : COARSE) {
            long end = from.getEpochSecond() + step.toSeconds();
            if (resolution.startOf(from.getEpochSecond()) == from.getEpochSecond() && resolution.startOf(end) == end) {
                return resolution;
            }
        }
        return Resolution.WINDOW;
    }

    private static Instant nearest(Resolution resolution, Instant at) {
        long half = (resolution == Resolution.DAY ? Duration.ofDays(1) : Duration.ofHours(1)).toSeconds() / 2;
        return Instant.ofEpochSecond(resolution.startOf(at.getEpochSecond() + half));
    }

    private static Instant floor(Instant at, long seconds, Instant origin) {
        long second = at.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second - origin.getEpochSecond(), seconds));
    }
}
