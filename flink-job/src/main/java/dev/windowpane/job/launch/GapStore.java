package dev.windowpane.job.launch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job's open gaps in Postgres. Inside the caller's transaction, under the job's lock. */
final class GapStore {
    /** Gaps that have healed, and those whose partition lacks something else now: nobody has accepted that. */
    private static final String FORGET = """
            delete from gap where job = ? and applied_at is null
            and not exists (
              select from unnest(?::int[], ?::bigint[], ?::text[]) found(p, o, r)
              where partition = p and from_offset = o and reason = r)""";

    private static final String NOTE = """
            insert into gap (job, partition, from_offset, to_offset, reason) values (?, ?, ?, ?, ?)
            on conflict (job, partition) where applied_at is null do update set to_offset = excluded.to_offset
            returning accepted_at is not null""";

    private static final String MOVE = """
            update job_progress set next_offset = ?, skipped = skipped + ?,
              end_offset = case when end_offset is null then null else coalesce(?, end_offset) end
            where job = ? and partition = ? and next_offset = ?""";

    private static final String APPLY =
            "update gap set applied_at = now() where job = ? and applied_at is null and accepted_at is not null";

    private final Connection session;
    private final int job;

    GapStore(Connection session, int job) {
        this.session = session;
        this.job = job;
    }

    /** @return those that nobody has accepted */
    List<Gap> note(List<Gap> gaps) throws SQLException {
        forgetAllBut(gaps);
        List<Gap> refused = new ArrayList<>();
        try (PreparedStatement sql = session.prepareStatement(NOTE)) {
            for (Gap gap : gaps) {
                sql.setInt(1, job);
                sql.setInt(2, gap.partition());
                sql.setLong(3, gap.from());
                sql.setLong(4, gap.to());
                sql.setString(5, gap.reason().name());
                try (ResultSet row = sql.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        refused.add(gap);
                    }
                }
            }
        }
        return refused;
    }

    /** Goes on at what Kafka has now, which may be further than when the gap was accepted. */
    void apply(List<Gap> gaps, Map<Integer, Long> ends) throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(MOVE)) {
            for (Gap gap : gaps) {
                @Nullable Long end = gap.reason() == GapReason.TOPIC_RECREATED ? ends.get(gap.partition()) : null;
                sql.setLong(1, gap.to());
                sql.setLong(2, gap.to() - gap.from());
                sql.setObject(3, end, java.sql.Types.BIGINT);
                sql.setInt(4, job);
                sql.setInt(5, gap.partition());
                sql.setLong(6, gap.from());
                if (sql.executeUpdate() != 1) {
                    throw new LaunchException("job %d: partition %d has moved away from offset %d during the launch"
                            .formatted(job, gap.partition(), gap.from()));
                }
            }
        }
        try (PreparedStatement sql = session.prepareStatement(APPLY)) {
            sql.setInt(1, job);
            sql.executeUpdate();
        }
    }

    private void forgetAllBut(List<Gap> gaps) throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(FORGET)) {
            sql.setInt(1, job);
            sql.setArray(
                    2,
                    session.createArrayOf(
                            "int4", gaps.stream().map(Gap::partition).toArray()));
            sql.setArray(
                    3,
                    session.createArrayOf("int8", gaps.stream().map(Gap::from).toArray()));
            sql.setArray(
                    4,
                    session.createArrayOf(
                            "text",
                            gaps.stream().map(gap -> gap.reason().name()).toArray()));
            sql.executeUpdate();
        }
    }
}
