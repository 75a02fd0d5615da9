package dev.windowpane.spec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Postgres tables of counts: one row per job, window and key, and the same by hour and by day. The one place that both the writing and
 * the reading side take table and column names from; the tables themselves are made by the control plane's migrations.
 */
public enum CountTable {
    HITS_BY_HOST("hits_by_host"),
    HITS_BY_HOST_AND_REFERRER("hits_by_host_and_referrer");

    /** {@code int}: the job's number. */
    public static final String JOB = "job";
    /** {@code timestamptz}: the start of the window, hour or day, inclusive. */
    public static final String WINDOW_START = "window_start";
    /** {@code bigint}: all hits of the window and key, late ones too. */
    public static final String NUM_HITS = "num_hits";
    /** {@code bigint}: those of {@link #NUM_HITS} that arrived after the window had become FINAL. */
    public static final String LATE_HITS = "late_hits";

    private final String table;

    CountTable(String table) {
        this.table = table;
    }

    /** Every table of counts, at every resolution. */
    public static List<String> allTables() {
        return Arrays.stream(values())
                .flatMap(table -> Arrays.stream(Resolution.values()).map(table::table))
                .toList();
    }

    /** The table with a row per window. */
    public String table() {
        return table(Resolution.WINDOW);
    }

    public String table(Resolution resolution) {
        return table + resolution.suffix();
    }

    /** What the table counts by, in the order of its key. */
    public List<Dimension> dimensions() {
        return switch (this) {
            case HITS_BY_HOST -> List.of(Dimension.HOST);
            case HITS_BY_HOST_AND_REFERRER -> List.of(Dimension.HOST, Dimension.REFERRER);
        };
    }

    /** The primary key's columns, in order, as SQL: {@code job, window_start, host[, referrer]}. */
    public String keyColumns() {
        return Stream.concat(Stream.of(JOB, WINDOW_START), dimensions().stream().map(Dimension::column))
                .collect(Collectors.joining(", "));
    }
}
