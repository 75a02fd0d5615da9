package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.Resolution;
import java.util.Locale;
import java.util.stream.Collectors;

/** The statements of a commit. Tables and columns are the control plane's migrations'. */
final class LedgerSql {
    /** No row: fenced. The row always exists, and its lock makes committers follow one another, so none deadlocks with another. */
    static final String FENCE = """
            update job_ledger
            set watermark = greatest(watermark, ?::timestamptz), newest_hit = greatest(newest_hit, ?::timestamptz),
              commits = commits + 1, committed_at = clock_timestamp()
            where job = ? and epoch = ?
            returning old.watermark, watermark, newest_hit, nullif(kept_from, '-infinity'), commits""";

    static final String PROGRESS = "select partition, next_offset from job_progress where job = ?";

    /** Compare-and-set and first insert in one: a partition that stands elsewhere is not counted among the rows. */
    static final String MOVE = """
            insert into job_progress as p
              (job, partition, start_offset, next_offset, read, rejected, newest_hit, moved_at)
            select ?, i, f, t, r, d, to_timestamp(n / 1000.0), clock_timestamp()
            from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) u(i, f, t, r, d, n)
            on conflict (job, partition) do update
            set next_offset = excluded.next_offset, read = p.read + excluded.read, rejected = p.rejected + excluded.rejected,
              newest_hit = greatest(p.newest_hit, excluded.newest_hit), moved_at = excluded.moved_at
            where p.next_offset = excluded.start_offset""";

    static final String MAKE_PARTITIONS =
            "select make_partitions(array(select to_timestamp(s) from unnest(?::bigint[]) s))";

    static final String CORRECT_REJECTED = """
            update job_progress p set rejected = p.rejected - n
            from unnest(?::int[], ?::bigint[]) u(i, n)
            where p.job = ? and p.partition = i""";

    static final String PLACE = """
            insert into window_ledger as t (job, window_start, partition, num_hits, late_hits)
            select ?, to_timestamp(w), i, n, l from unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[]) u(w, i, n, l)
            on conflict (job, window_start, partition) do update
            set num_hits = t.num_hits + excluded.num_hits, late_hits = t.late_hits + excluded.late_hits""";

    static final String NOTE_LATENESS = """
            insert into lateness as t (job, host, seconds, num_hits)
            select ?, * from unnest(?::text[], ?::bigint[], ?::bigint[])
            on conflict (job, host, seconds) do update set num_hits = t.num_hits + excluded.num_hits""";

    static final String COUNT_REJECTS = """
            insert into dead_letter_counts as t (job, partition, reason, rejected)
            select ?, * from unnest(?::int[], ?::text[], ?::bigint[])
            on conflict (job, partition, reason) do update set rejected = t.rejected + excluded.rejected""";

    static final String NOTE_DEAD_LETTERS = """
            insert into dead_letters (job, topic, partition, "offset", reason, record_time, size, payload)
            select ?, ?, p, o, r, to_timestamp(t / 1000.0), s, b
            from unnest(?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::bytea[]) u(p, o, r, t, s, b)
            on conflict do nothing""";

    /** Keeps the newest of each reason, and those that wait to be read again or that somebody is about to want. */
    static final String PRUNE_DEAD_LETTERS = """
            with ranked as (
              select partition, "offset",
                row_number() over (partition by reason order by noted_at desc, "offset" desc, partition) as age
              from dead_letters where job = ?),
            old as (
              select d.partition, d."offset" from dead_letters d join ranked using (partition, "offset")
              where d.job = ? and age > ? and d.replay is distinct from 'WANTED'
              for update of d skip locked)
            delete from dead_letters d
            using old where d."offset" = old."offset" and d.partition = old.partition and d.job = ?""";

    static final String NOTIFY = "select pg_notify('windowpane_commit', ?)";

    private LedgerSql() {}

    /** Parameters: job, windows, one array per dimension, hits, late hits. */
    static String add(CountTable table, Resolution resolution) {
        String columns = table.dimensions().stream().map(Dimension::column).collect(Collectors.joining(", "));
        String arrays =
                table.dimensions().stream().map(dimension -> "?::text[]").collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
                insert into %1$s as t (%2$s, %3$s, %4$s)
                select ?, to_timestamp(w), %5$s, n, l
                from unnest(?::bigint[], %6$s, ?::bigint[], ?::bigint[]) u(w, %5$s, n, l)
                on conflict (%2$s) do update set %3$s = t.%3$s + excluded.%3$s, %4$s = t.%4$s + excluded.%4$s""",
                table.table(resolution),
                table.keyColumns(),
                CountTable.NUM_HITS,
                CountTable.LATE_HITS,
                columns,
                arrays);
    }
}
