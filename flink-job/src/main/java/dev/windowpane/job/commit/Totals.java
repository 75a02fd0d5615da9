package dev.windowpane.job.commit;

import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.Resolution;
import java.util.List;
import java.util.Map;

/**
 * What one transaction adds. Each list is in the order of its table's key, and each key is there once.
 *
 * @param counts each table and resolution at most once
 * @param rejects fewer than 0 where dead letters have become hits
 * @param recounted hits by partition that are no longer rejected; none in a commit of what was read
 */
public record Totals(
        List<OffsetRange> progress,
        List<Rows> counts,
        List<Placed> windows,
        List<Lateness> lateness,
        List<RejectCount> rejects,
        List<Parsed.Reject> deadLetters,
        Map<Integer, Long> recounted) {
    public Totals {
        progress = List.copyOf(progress);
        counts = List.copyOf(counts);
        windows = List.copyOf(windows);
        lateness = List.copyOf(lateness);
        rejects = List.copyOf(rejects);
        deadLetters = List.copyOf(deadLetters);
        recounted = Map.copyOf(recounted);
    }

    /** What is added to one table. */
    public record Rows(CountTable table, Resolution resolution, List<Row> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A count to be added.
     *
     * @param start of the window, hour or day, in seconds since the epoch
     * @param referrer empty in a table that does not count by it
     * @param late how many of the hits came after the window was FINAL to readers
     */
    public record Row(long start, String host, String referrer, long hits, long late) {
        String value(Dimension dimension) {
            return switch (dimension) {
                case HOST -> host;
                case REFERRER -> referrer;
            };
        }
    }

    /** The hits of a window by where they were read. */
    public record Placed(long window, int partition, long hits, long late) {}

    /** The hits of a host that came at least {@code seconds} late (see {@link dev.windowpane.spec.LatenessBuckets}). */
    public record Lateness(String host, long seconds, long hits) {}

    /** Of one table. */
    public List<Row> rows(CountTable table, Resolution resolution) {
        return counts.stream()
                .filter(rows -> rows.table() == table && rows.resolution() == resolution)
                .flatMap(rows -> rows.rows().stream())
                .toList();
    }
}
