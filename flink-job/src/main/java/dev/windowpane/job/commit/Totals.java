package dev.windowpane.job.commit;

import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import java.util.List;
import java.util.Map;

/** What one transaction adds. Each list is in the order of its table's key, and each key is there once. */
public record Totals(
        List<OffsetRange> progress,
        Map<CountTable, List<Row>> counts,
        List<RejectCount> rejects,
        List<Parsed.Reject> deadLetters) {
    public Totals {
        progress = List.copyOf(progress);
        counts = Map.copyOf(counts);
        rejects = List.copyOf(rejects);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * A count to be added.
     *
     * @param window the window's start, in seconds since the epoch
     * @param referrer empty in a table that does not count by it
     * @param late how many of the hits came after the window was FINAL to readers
     */
    public record Row(long window, String host, String referrer, long hits, long late) {
        String value(Dimension dimension) {
            return switch (dimension) {
                case HOST -> host;
                case REFERRER -> referrer;
            };
        }
    }

    boolean isEmpty() {
        return progress.isEmpty();
    }
}
