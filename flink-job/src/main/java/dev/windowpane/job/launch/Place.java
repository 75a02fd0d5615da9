package dev.windowpane.job.launch;

import java.util.OptionalLong;

/**
 * Where a partition stands.
 *
 * @param next the next offset to be read
 * @param end where a bounded job stops, exclusive
 */
record Place(long next, OptionalLong end) {
    boolean isDone() {
        return end.isPresent() && next >= end.getAsLong();
    }

    Place at(long offset) {
        return new Place(offset, end);
    }

    Place until(OptionalLong newEnd) {
        return new Place(next, newEnd);
    }
}
