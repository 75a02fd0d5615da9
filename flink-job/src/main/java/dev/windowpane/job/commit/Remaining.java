package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of the deltas the ledger does not hold yet: all after a prefix, since each was applied as a whole and in order. */
final class Remaining {
    private Remaining() {}

    /**
     * @param progress where the ledger stands
     * @throws InconsistentProgressException if a delta is neither wholly in nor next
     */
    static List<Delta> of(List<Delta> deltas, Map<Integer, Long> progress) {
        Map<Integer, Long> stands = new HashMap<>(progress);
        List<Delta> remaining = new ArrayList<>();
        for (Delta delta : deltas) {
            List<OffsetRange> ranges = delta.ranges();
            if (ranges.isEmpty() || ranges.stream().allMatch(range -> isIn(range, stands))) {
                continue;
            }
            for (OffsetRange range : ranges) {
                if (!isNext(range, stands)) {
                    throw new InconsistentProgressException(
                            "partition %d: Postgres stands at %s, but the counts to add are of offsets %d to %d"
                                    .formatted(
                                            range.partition(),
                                            stands.containsKey(range.partition())
                                                    ? stands.get(range.partition())
                                                    : "no offset",
                                            range.from(),
                                            range.to()));
                }
            }
            ranges.forEach(range -> stands.put(range.partition(), range.to()));
            remaining.add(delta);
        }
        return remaining;
    }

    private static boolean isIn(OffsetRange range, Map<Integer, Long> stands) {
        Long stand = stands.get(range.partition());
        return stand != null && stand >= range.to();
    }

    private static boolean isNext(OffsetRange range, Map<Integer, Long> stands) {
        Long stand = stands.get(range.partition());
        return stand == null ? range.link() == OffsetRange.Link.FRESH : stand == range.from();
    }
}
