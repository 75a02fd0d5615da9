package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** How long a job's counting was interrupted when it was launched anew on purpose. */
@ApplicationScoped
class GapTimeStore {
    /** From the cancel of a run to the moment when the next one held; the median of the last five. */
    private static final String USUAL = """
            select (1000 * percentile_cont(0.5) within group (order by seconds))::bigint as millis from (
              select extract(epoch from next.stable_at - h.at) as seconds
              from history h
              join run old on old.id = h.run
              cross join lateral (
                select stable_at from run n where n.job = old.job and n.number > old.number order by n.number limit 1) next
              where h.job = ? and h.kind = 'PHASE' and h.phase = 'CANCELLING' and old.phase = 'SUPERSEDED' and next.stable_at is not null
              order by h.id desc limit 5) gaps
            """;

    /** Empty if it never was. */
    Optional<Duration> usual(Session session, StoredJob job) throws SQLException {
        return session.one(USUAL, row -> row.optionalBigNumber("millis"), job.id())
                .map(Duration::ofMillis);
    }
}
