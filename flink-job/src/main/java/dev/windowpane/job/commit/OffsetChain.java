package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each partition's last range ended, so that every range begins exactly there. The first record that an attempt reads may lie
 * beyond its start (transaction markers and compacted records are never seen), so only this chain knows where its range begins.
 */
final class OffsetChain {
    private final Map<Integer, Long> ends;

    /** @param starts where the partitions start to be read */
    OffsetChain(Map<Integer, Long> starts) {
        ends = new HashMap<>(starts);
    }

    /** @throws InconsistentProgressException if a range does not go on where the one before ended */
    void link(Delta delta) {
        List<OffsetRange> ranges = delta.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            OffsetRange range = ranges.get(i);
            Long end = ends.put(range.partition(), range.to());
            if (end == null) {
                delta.settle(i, OffsetRange.Link.FRESH, range.from());
            } else if (range.link() == OffsetRange.Link.OPENING && range.from() >= end) {
                delta.settle(i, OffsetRange.Link.CHAINED, end);
            } else if (range.from() != end) {
                throw new InconsistentProgressException("partition %d was read from offset %d, but had been read to %d"
                        .formatted(range.partition(), range.from(), end));
            }
        }
    }

    Map<Integer, Long> ends() {
        return Map.copyOf(ends);
    }
}
