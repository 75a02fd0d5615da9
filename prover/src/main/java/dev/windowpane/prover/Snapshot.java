package dev.windowpane.prover;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a {@link Look} in the transaction that is open. */
final class Snapshot {
    private final Connection connection;
    private Instant at = Instant.EPOCH;

    Snapshot(Connection connection) {
        this.connection = connection;
    }

    Look look() throws SQLException {
        keepMonths();
        Map<Integer, JobLook> jobs = jobs();
        partitions(jobs);
        windows(jobs);
        return new Look(at, new TreeMap<>(jobs));
    }

    /** Else a month that retention drops after the snapshot is taken would be gone from the counts, but not from the ledger. */
    private void keepMonths() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LookSql.KEEP_MONTHS);
        }
    }

    private Map<Integer, JobLook> jobs() throws SQLException {
        Map<Integer, JobLook> jobs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LookSql.JOBS)) {
            while (row.next()) {
                SortedMap<Integer, PartitionLook> partitions = new TreeMap<>();
                NavigableMap<Long, WindowLook> windows = new TreeMap<>();
                jobs.put(
                        row.getInt(1),
                        new JobLook(
                                row.getInt(1),
                                row.getString(2),
                                row.getLong(3),
                                time(row, 4),
                                time(row, 5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getBoolean(8),
                                partitions,
                                windows));
                at = time(row, 9).orElse(at);
            }
        }
        return jobs;
    }

    private void partitions(Map<Integer, JobLook> jobs) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LookSql.PARTITIONS)) {
            while (row.next()) {
                JobLook job = jobs.get(row.getInt(1));
                if (job != null) {
                    job.partitions()
                            .put(
                                    row.getInt(2),
                                    new PartitionLook(
                                            row.getInt(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5),
                                            row.getLong(6),
                                            row.getLong(7),
                                            row.getLong(8),
                                            row.getLong(9),
                                            row.getLong(10)));
                }
            }
        }
    }

    private void windows(Map<Integer, JobLook> jobs) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LookSql.WINDOWS)) {
            while (row.next()) {
                JobLook job = jobs.get(row.getInt(1));
                if (job != null) {
                    job.windows()
                            .put(
                                    row.getLong(2),
                                    new WindowLook(
                                            row.getLong(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5),
                                            row.getLong(6)));
                }
            }
        }
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
