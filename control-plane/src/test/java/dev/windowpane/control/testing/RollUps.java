package dev.windowpane.control.testing;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Resolution;
import java.util.Arrays;
import java.util.stream.Stream;

/** Rows by hour and by day, and the ledger by window, for rows by window that a test has written. */
public final class RollUps {
    /** One statement for each table. */
    public static final String[] SQL = Arrays.stream(CountTable.values())
            .flatMap(table -> Stream.of(of(table, Resolution.HOUR, "hour"), of(table, Resolution.DAY, "day")))
            .toArray(String[]::new);

    /** The ledger of a job that has read all of its hits from one partition. */
    public static final String LEDGER = """
            insert into window_ledger (job, window_start, partition, num_hits, late_hits)
            select job, window_start, 0, sum(num_hits), sum(late_hits) from hits_by_host group by 1, 2
            """;

    private RollUps() {}

    private static String of(CountTable table, Resolution resolution, String unit) {
        String keys = table.keyColumns();
        return "insert into %s (%s, num_hits, late_hits) select %s, sum(num_hits), sum(late_hits) from %s group by 1, 2, %s"
                .formatted(
                        table.table(resolution),
                        keys,
                        keys.replace("window_start", "date_trunc('%s', window_start, 'UTC')".formatted(unit)),
                        table.table(),
                        keys.replace("job, window_start, ", ""));
    }
}
