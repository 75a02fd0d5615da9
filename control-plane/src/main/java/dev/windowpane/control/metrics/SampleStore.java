package dev.windowpane.control.metrics;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.NoSuchThingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The short history of samples in Postgres. */
@ApplicationScoped
class SampleStore {
    /** A job that has been deleted meanwhile is left out. */
    private static final String ADD = """
            insert into job_sample (job, at, records_per_second, lag, watermark_delay_ms, checkpoint_ms, commit_age_ms, commit_ms, restarts,
                                    busy, back_pressured)
            select s.job, s.at, s.records_per_second, s.lag, s.watermark_delay_ms, s.checkpoint_ms, s.commit_age_ms, s.commit_ms, s.restarts,
                   s.busy, s.back_pressured
            from jsonb_populate_recordset(null::job_sample, ?::jsonb) s
            join (select id from job for key share) j on j.id = s.job
            on conflict do nothing
            """;

    private static final String PRUNE =
            "delete from job_sample where at < clock_timestamp() - make_interval(secs => ?)";
    private static final String JOB = "select id, clock_timestamp() as now from job where name = ?";

    /** A row for each step, also where there is no sample. Speeds and shares are averages, of the others the worst counts. */
    private static final String POINTS = """
            with step as (select n, ?::timestamptz + n * make_interval(secs => ?) as at from generate_series(0, ? - 1) n),
            sum as (
              select date_bin(make_interval(secs => ?), at, ?) as at, avg(records_per_second) as records_per_second, max(lag) as lag,
                     max(watermark_delay_ms) as watermark_delay_ms, max(checkpoint_ms) as checkpoint_ms, max(commit_age_ms) as commit_age_ms,
                     max(commit_ms) as commit_ms, max(restarts) as restarts, avg(busy) as busy, avg(back_pressured) as back_pressured
              from job_sample where job = ? and at >= ? and at < ?
              group by 1)
            select step.at, records_per_second, lag, watermark_delay_ms, checkpoint_ms, commit_age_ms, commit_ms, restarts, busy, back_pressured
            from step left join sum on sum.at = step.at
            order by step.n
            """;

    /** A job's number, and the database's clock. */
    record Asked(int job, Instant now) {}

    /** @throws NoSuchThingException if there is no such job */
    Asked job(Session session, String name) throws SQLException {
        return session.first(JOB, row -> new Asked(row.number("id"), row.instant("now")), name)
                .orElseThrow(() -> NoSuchThingException.job(name));
    }

    /** @param samples as a JSON array */
    int add(Session session, String samples) throws SQLException {
        return session.update(ADD, samples);
    }

    /** Forgets what is older. */
    int prune(Session session, Duration kept) throws SQLException {
        return session.update(PRUNE, (double) kept.toSeconds());
    }

    List<JobMetrics.Point> points(Session session, int job, SampleRange range) throws SQLException {
        double step = range.step().toSeconds();
        return session.list(
                POINTS,
                SampleStore::point,
                range.from(),
                step,
                range.steps(),
                step,
                range.from(),
                job,
                range.from(),
                range.to());
    }

    private static JobMetrics.Point point(Row row) throws SQLException {
        return new JobMetrics.Point(
                row.instant("at"),
                row.optionalDecimal("records_per_second"),
                row.optionalBigNumber("lag"),
                row.optionalBigNumber("watermark_delay_ms"),
                row.optionalBigNumber("checkpoint_ms"),
                row.optionalBigNumber("commit_age_ms"),
                row.optionalBigNumber("commit_ms"),
                row.optionalBigNumber("restarts"),
                row.optionalDecimal("busy"),
                row.optionalDecimal("back_pressured"));
    }
}
