package dev.windowpane.job.launch;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.spec.Launch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands in Postgres, as its launch sees it. Each method is a transaction of its own, guarded by the launch's epoch: the
 * control plane has raised it, so no earlier run can commit any more and the offsets stand still.
 */
final class LaunchStore {
    private static final String LOCK = "select epoch, topic_id from job_ledger where job = ? for update";
    private static final String PLACES = "select partition, next_offset, end_offset from job_progress where job = ?";
    private static final String PLACE = """
            insert into job_progress (job, partition, start_offset, next_offset, end_offset) values (?, ?, ?, ?, ?)
            on conflict (job, partition) do update set end_offset = excluded.end_offset""";
    private static final String NAME_TOPIC = "update job_ledger set topic_id = ? where job = ?";

    private final Connection session;
    private final Launch launch;

    LaunchStore(Connection session, Launch launch) {
        this.session = session;
        this.launch = launch;
    }

    Standing standing() throws SQLException {
        Optional<String> topicId = lock();
        try (PreparedStatement sql = session.prepareStatement(PLACES)) {
            sql.setInt(1, launch.job());
            Map<Integer, Place> places = new TreeMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    places.put(row.getInt(1), new Place(row.getLong(2), end(row)));
                }
            }
            session.commit();
            return new Standing(topicId, places);
        }
    }

    /**
     * Writes down new places, ends and the open gaps. Where all gaps are accepted, it moves on to what Kafka has now.
     *
     * @param ends where a topic that was made anew ends for a bounded job
     * @return the gaps that nobody has accepted
     */
    List<Gap> write(Standing standing, List<Gap> gaps, String topicId, Map<Integer, Long> ends) throws SQLException {
        lock();
        place(standing);
        GapStore store = new GapStore(session, launch.job());
        List<Gap> refused = store.note(gaps);
        if (refused.isEmpty()) {
            store.apply(gaps, ends);
            name(topicId);
        }
        session.commit();
        return refused;
    }

    private void place(Standing standing) throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(PLACE)) {
            for (Map.Entry<Integer, Place> place : standing.places().entrySet()) {
                sql.setInt(1, launch.job());
                sql.setInt(2, place.getKey());
                sql.setLong(3, place.getValue().next());
                sql.setLong(4, place.getValue().next());
                if (place.getValue().end().isPresent()) {
                    sql.setLong(5, place.getValue().end().getAsLong());
                } else {
                    sql.setNull(5, Types.BIGINT);
                }
                sql.addBatch();
            }
            sql.executeBatch();
        }
    }

    private void name(String topicId) throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(NAME_TOPIC)) {
            sql.setString(1, topicId);
            sql.setInt(2, launch.job());
            sql.executeUpdate();
        }
    }

    private Optional<String> lock() throws SQLException {
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
                return Optional.ofNullable(row.getString(2));
            }
        }
    }

    private static OptionalLong end(ResultSet row) throws SQLException {
        @Nullable Long end = row.getObject(3, Long.class);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }
}
