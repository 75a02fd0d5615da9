package dev.windowpane.job.launch;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.spec.Launch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a job stands in Postgres, as its launch sees it. Each method is a transaction of its own, guarded by the launch's epoch: the
 * control plane has raised it, so no earlier run can commit any more and the offsets stand still.
 */
final class LaunchStore {
    private static final String LOCK = "select epoch from job_ledger where job = ? for update";
    private static final String OFFSETS = "select partition, next_offset from job_progress where job = ?";
    private static final String INSERT =
            "insert into job_progress (job, partition, start_offset, next_offset) values (?, ?, ?, ?)";

    private final Connection session;
    private final Launch launch;

    LaunchStore(Connection session, Launch launch) {
        this.session = session;
        this.launch = launch;
    }

    /** The next offset of each partition that was ever read. */
    Map<Integer, Long> offsets() throws SQLException {
        lock();
        try (PreparedStatement sql = session.prepareStatement(OFFSETS)) {
            sql.setInt(1, launch.job());
            Map<Integer, Long> offsets = new TreeMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    offsets.put(row.getInt(1), row.getLong(2));
                }
            }
            session.commit();
            return offsets;
        }
    }

    /** Writes down where partitions that were never read start. */
    void insert(Map<Integer, Long> starts) throws SQLException {
        lock();
        try (PreparedStatement sql = session.prepareStatement(INSERT)) {
            for (Map.Entry<Integer, Long> start : starts.entrySet()) {
                sql.setInt(1, launch.job());
                sql.setInt(2, start.getKey());
                sql.setLong(3, start.getValue());
                sql.setLong(4, start.getValue());
                sql.addBatch();
            }
            sql.executeBatch();
        }
        session.commit();
    }

    private void lock() throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(LOCK)) {
            sql.setInt(1, launch.job());
            try (ResultSet row = sql.executeQuery()) {
                if (!row.next()) {
                    throw new LaunchException(
                            "job %d has no row in job_ledger: the control plane makes it before it launches"
                                    .formatted(launch.job()));
                }
                if (row.getLong(1) != launch.epoch()) {
                    throw new FencedException(launch.job(), launch.epoch());
                }
            }
        }
    }
}
