package dev.windowpane.job.commit;

/** Reads a job's ledger as an outside poller does: every sum in one statement, so in one snapshot. */
public final class TestBalance {
    /** A row for each sum that does not hold. */
    private static final String VIOLATIONS = """
            with p as (select partition, read - rejected - retired as hits, rejected from job_progress where job = :job),
              w as (select partition, sum(num_hits) as hits from window_ledger where job = :job group by 1),
              d as (select partition, sum(rejected) as rejected from dead_letter_counts where job = :job group by 1),
              ww as (select window_start, sum(num_hits) as n, sum(late_hits) as l from window_ledger where job = :job group by 1),
              wh as (select window_start, sum(num_hits) as n, sum(late_hits) as l from hits_by_host where job = :job group by 1),
              h as (select window_start, host, num_hits as n, late_hits as l from hits_by_host where job = :job),
              r as (select window_start, host, referrer, num_hits as n, late_hits as l from hits_by_host_and_referrer where job = :job)
            select 'partition ' || partition from p left join w using (partition) left join d using (partition)
            where p.hits <> coalesce(w.hits, 0) or p.rejected <> coalesce(d.rejected, 0)
            union all
            select 'window ' || window_start from ww full join wh using (window_start)
            where ww.n is distinct from wh.n or ww.l is distinct from wh.l
            union all
            select 'referrers ' || window_start || host
            from (select window_start, host, sum(n) as n, sum(l) as l from r group by 1, 2) s full join h using (window_start, host)
            where s.n is distinct from h.n or s.l is distinct from h.l
            union all
            select 'hosts by ' || unit from (
              select 'hour' as unit, date_trunc('hour', window_start, 'UTC'), host, sum(n), sum(l) from h group by 1, 2, 3
              union all select 'day', date_trunc('day', window_start, 'UTC'), host, sum(n), sum(l) from h group by 1, 2, 3
              except all (select 'hour', window_start, host, num_hits, late_hits from hits_by_host_hourly where job = :job
                union all select 'day', window_start, host, num_hits, late_hits from hits_by_host_daily where job = :job)) missing
            union all
            select 'referrers by ' || unit from (
              select 'hour' as unit, date_trunc('hour', window_start, 'UTC'), host, referrer, sum(n), sum(l) from r group by 1, 2, 3, 4
              union all select 'day', date_trunc('day', window_start, 'UTC'), host, referrer, sum(n), sum(l) from r group by 1, 2, 3, 4
              except all (select 'hour', window_start, host, referrer, num_hits, late_hits from hits_by_host_and_referrer_hourly where job = :job
                union all select 'day', window_start, host, referrer, num_hits, late_hits from hits_by_host_and_referrer_daily where job = :job)) missing
            union all
            select 'roll-ups' where (select coalesce(sum(n), 0) from h) <> all (array[
              (select coalesce(sum(num_hits), 0) from hits_by_host_hourly where job = :job),
              (select coalesce(sum(num_hits), 0) from hits_by_host_daily where job = :job),
              (select coalesce(sum(num_hits), 0) from hits_by_host_and_referrer_hourly where job = :job),
              (select coalesce(sum(num_hits), 0) from hits_by_host_and_referrer_daily where job = :job)])""";

    private TestBalance() {}

    /** Empty if every sum holds. */
    public static String violations(TestPostgres postgres, int job) {
        return postgres.text(VIOLATIONS.replace(":job", Integer.toString(job)));
    }
}
