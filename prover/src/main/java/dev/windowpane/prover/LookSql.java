package dev.windowpane.prover;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.Resolution;
import java.util.Locale;
import java.util.stream.Collectors;

/** The statements. All of a look run in one transaction, so that they see one snapshot. */
final class LookSql {
    static final String KEEP_MONTHS =
            "lock table %s in access share mode".formatted(String.join(", ", CountTable.allTables()));

    static final String JOBS = """
            select l.job, j.name, l.epoch, l.watermark, l.newest_hit,
              case when l.kept_from = '-infinity' then %d else extract(epoch from l.kept_from)::bigint end, l.commits,
              exists (select from %s r where r.job = l.job), clock_timestamp()
            from job_ledger l join job j on j.id = l.job""".formatted(Long.MIN_VALUE, CountTable.HITS_BY_HOST_AND_REFERRER.table());

    /** Full joins: a count of a partition that has no progress is one too many. */
    static final String PARTITIONS = """
            select job, partition, coalesce(start_offset, 0), coalesce(next_offset, 0), coalesce(read, 0),
              coalesce(p.rejected, 0), coalesce(retired, 0), coalesce(skipped, 0), coalesce(d.rejected, 0), coalesce(w.hits, 0)
            from job_progress p
            full join (select job, partition, sum(rejected)::bigint as rejected from dead_letter_counts group by 1, 2) d
              using (job, partition)
            full join (select job, partition, sum(num_hits)::bigint as hits from window_ledger group by 1, 2) w
              using (job, partition)""";

    static final String WINDOWS = """
            select job, extract(epoch from window_start)::bigint,
              coalesce(h.hits, 0), coalesce(h.late, 0), coalesce(w.hits, 0), coalesce(w.late, 0)
            from (select job, window_start, sum(num_hits)::bigint as hits, sum(late_hits)::bigint as late
                  from %s group by 1, 2) h
            full join (select job, window_start, sum(num_hits)::bigint as hits, sum(late_hits)::bigint as late
                  from window_ledger group by 1, 2) w
              using (job, window_start)""".formatted(CountTable.HITS_BY_HOST.table());

    /** Rows of a window that are wrong by themselves are told as well. Parameters: job, windows, job, windows. */
    static final String REFERRERS = """
            select window_start, host, h.num_hits, h.late_hits, r.num_hits, r.late_hits
            from (select * from %1$s where job = ? and window_start = any (?)) h
            full join (select window_start, host, sum(num_hits)::bigint as num_hits, sum(late_hits)::bigint as late_hits
                  from %2$s where job = ? and window_start = any (?) group by 1, 2) r
              using (window_start, host)
            where h.num_hits is distinct from r.num_hits or h.late_hits is distinct from r.late_hits
              or h.late_hits not between 0 and h.num_hits or h.num_hits < 1
            limit %3$d""".formatted(
                    CountTable.HITS_BY_HOST.table(), CountTable.HITS_BY_HOST_AND_REFERRER.table(), KeyCheck.EXAMPLES);

    private LookSql() {}

    /** The rows that are not the sums of their windows. Parameters: job, job. */
    static String rollup(CountTable table, Resolution resolution) {
        String keys = table.dimensions().stream().map(Dimension::column).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
                select window_start, concat_ws(' ← ', %1$s), w.num_hits, w.late_hits, r.num_hits, r.late_hits
                from (select date_bin('%2$s', window_start, timestamptz 'epoch') as window_start, %1$s,
                        sum(num_hits)::bigint as num_hits, sum(late_hits)::bigint as late_hits
                      from %3$s where job = ? group by date_bin('%2$s', window_start, timestamptz 'epoch'), %1$s) w
                full join (select * from %4$s where job = ?) r using (window_start, %1$s)
                where w.num_hits is distinct from r.num_hits or w.late_hits is distinct from r.late_hits
                limit %5$d""",
                keys,
                resolution == Resolution.HOUR ? "1 hour" : "1 day",
                table.table(Resolution.WINDOW),
                table.table(resolution),
                KeyCheck.EXAMPLES);
    }
}
