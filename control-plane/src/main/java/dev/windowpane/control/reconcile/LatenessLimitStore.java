package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.Dimension;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Bounds what is noted about late hits: of the hosts with the fewest only their sum is kept, as that of one host. No sum changes. */
@ApplicationScoped
class LatenessLimitStore {
    static final int HOSTS = 1000;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String WITH_TOO_MANY = """
            select job from lateness where host <> ? group by job having count(distinct host) > ? order by job
            """;
    private static final String NO_COMMIT = "select job from job_ledger where job = ? for update";
    private static final String FOLD = """
            with ranked as (
              select host, row_number() over (order by sum(num_hits) desc, host) as rank
              from lateness where job = ? and host <> ? group by host),
            folded as (
              delete from lateness l using ranked r where l.job = ? and l.host = r.host and r.rank > ?
              returning l.seconds, l.num_hits)
            insert into lateness as t (job, host, seconds, num_hits)
            select ?, ?, seconds, sum(num_hits) from folded group by seconds
            on conflict (job, host, seconds) do update set num_hits = t.num_hits + excluded.num_hits
            """;

    private final Database database;

    LatenessLimitStore(Database database) {
        this.database = database;
    }

    void apply() {
        List<Integer> jobs = database.transaction(session -> {
            session.allow(LONGEST);
            return session.list(WITH_TOO_MANY, row -> row.number("job"), Dimension.OTHER, HOSTS);
        });
        for (int job : jobs) {
            database.<Integer>transaction(session -> fold(session, job));
        }
    }

    private static int fold(Session session, int job) throws SQLException {
        session.allow(LONGEST);
        session.update("set local lock_timeout = '1s'");
        // Commits add to these rows in an order of their own
        session.first(NO_COMMIT, row -> row.number("job"), job);
        return session.update(FOLD, job, Dimension.OTHER, job, HOSTS, job, Dimension.OTHER);
    }
}
