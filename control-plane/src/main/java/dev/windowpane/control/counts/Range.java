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

    /** A part of the range, all of it in rows of one resolution. */
    record Piece(Resolution resolution, Instant from, Instant to) {}

    /** The coarsest rows that add up to the range as a whole: days, before and after them hours, and windows at both ends. */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        split(pieces, from, to, List.of(Resolution.DAY, Resolution.HOUR));
        return List.copyOf(pieces);
    }

    /** Rows belong where they start, so windows that reach over the end of an hour or day do no harm. */
    private static void split(List<Piece> pieces, Instant from, Instant to, List<Resolution> coarse) {
        if (!from.isBefore(to)) {
            return;
        }
        if (coarse.isEmpty()) {
            pieces.add(new Piece(Resolution.WINDOW, from, to));
            return;
        }
        Resolution resolution = coarse.getFirst();
        List<Resolution> finer = coarse.subList(1, coarse.size());
        Instant first = ceiling(resolution, from);
        Instant last = Instant.ofEpochSecond(resolution.startOf(to.getEpochSecond()));
        if (first.isBefore(last)) {
            split(pieces, from, first, finer);
            pieces.add(new Piece(resolution, first, last));
            split(pieces, last, to, finer);
        } else {
            split(pieces, from, to, finer);
        }
    }

    private Resolution coarsest() {
        for (Resolution resolution : List.of(Resolution.DAY, Resolution.HOUR)) {
            long end = from.getEpochSecond() + step.toSeconds();
            if (resolution.startOf(from.getEpochSecond()) == from.getEpochSecond() && resolution.startOf(end) == end) {
                return resolution;
            }
        }
        return Resolution.WINDOW;
    }

    private static Instant ceiling(Resolution resolution, Instant at) {
        long start = resolution.startOf(at.getEpochSecond());
        Duration length = resolution == Resolution.DAY ? Duration.ofDays(1) : Duration.ofHours(1);
        return start == at.getEpochSecond() ? at : Instant.ofEpochSecond(start).plus(length);
    }

    private static Instant floor(Instant at, long seconds, Instant origin) {
        long second = at.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second - origin.getEpochSecond(), seconds));
    }
}
