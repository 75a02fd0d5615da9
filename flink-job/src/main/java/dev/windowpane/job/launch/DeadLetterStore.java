package dev.windowpane.job.launch;

import dev.windowpane.spec.RejectReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dead letters of a job in Postgres that are to be replayed. */
final class DeadLetterStore {
    /** A launch must not take for ever; what is left is for the next one. */
    static final int MOST = 1_000;

    private static final String WANTED = """
            select partition, "offset", topic, reason, (extract(epoch from record_time) * 1000)::bigint, size, payload
            from dead_letters where job = ? and replay = 'WANTED' order by partition, "offset" limit ?""";
    private static final String LOCK =
            "select partition, \"offset\" from dead_letters where job = ? and replay = 'WANTED' for update";
    private static final String SETTLE = """
            update dead_letters set replay = case when ?::text is null then 'DONE' else 'REFUSED' end, replay_note = ?,
              replayed_at = clock_timestamp()
            where job = ? and partition = ? and "offset" = ?""";

    private final Connection session;
    private final int job;

    DeadLetterStore(Connection session, int job) {
        this.session = session;
        this.job = job;
    }

    /** A transaction of its own. */
    List<DeadLetter> wanted() throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(WANTED)) {
            sql.setInt(1, job);
            sql.setInt(2, MOST);
            List<DeadLetter> wanted = new ArrayList<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    wanted.add(new DeadLetter(
                            new DeadLetter.Key(row.getInt(1), row.getLong(2)),
                            row.getString(3),
                            RejectReason.valueOf(row.getString(4)),
                            row.getLong(5),
                            row.getInt(6),
                            row.getBytes(7)));
                }
            }
            session.commit();
            return wanted;
        }
    }

    /** Inside the caller's transaction: those that are still wanted, which nobody else can change until it ends. */
    Set<DeadLetter.Key> lock() throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(LOCK)) {
            sql.setInt(1, job);
            Set<DeadLetter.Key> locked = new HashSet<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    locked.add(new DeadLetter.Key(row.getInt(1), row.getLong(2)));
                }
            }
            return locked;
        }
    }

    /**
     * Inside the caller's transaction.
     *
     * @param refusals why one stays a dead letter; empty for one that is counted now
     */
    void settle(Map<DeadLetter.Key, Optional<String>> refusals) throws SQLException {
        try (PreparedStatement sql = session.prepareStatement(SETTLE)) {
            for (Map.Entry<DeadLetter.Key, Optional<String>> refusal : refusals.entrySet()) {
                sql.setString(1, refusal.getValue().orElse(null));
                sql.setString(2, refusal.getValue().orElse(null));
                sql.setInt(3, job);
                sql.setInt(4, refusal.getKey().partition());
                sql.setLong(5, refusal.getKey().offset());
                sql.addBatch();
            }
            sql.executeBatch();
        }
    }
}
