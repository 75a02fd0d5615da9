package dev.windowpane.benchmark;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Counts of one job as the Flink job would have written them: every host in every 5-minute window, hits by Zipf's law, up to ten
 * referrers each, three partitions; all sums agree.
 */
final class CountsData {
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration DAY = Duration.ofDays(1);

    /** The rank of a host decides how many hits it has, and from how many referrers; both vary with the window. */
    private static final String HOSTS = """
            insert into hits_by_host (job, window_start, host, num_hits, late_hits)
            select %1$d, w, 'host-' || r || '.example',
                   greatest(10, (20000 / power(r, 1.1) * (1 + 0.5 * sin(extract(epoch from w) / 13750.0)))::bigint + (hashint8((extract(epoch from w))::bigint + r) & 7)), 0
            from generate_series('%2$s'::timestamptz, '%3$s'::timestamptz - interval '5 min', interval '5 min') w,
                 generate_series(1, %4$d) r
            """;

    private static final String REFERRERS = """
            insert into hits_by_host_and_referrer (job, window_start, host, referrer, num_hits, late_hits)
            select job, window_start, host, 'https://site-' || ((r * 7 + k * 131) %% 5000) || '.example/',
                   num_hits / n + case when k = 1 then num_hits %% n else 0 end, 0
            from (select *, greatest(1, least(10, 100 / r)) as n
                  from (select *, split_part(split_part(host, '-', 2), '.', 1)::int as r from hits_by_host
                        where job = %1$d and window_start >= '%2$s' and window_start < '%3$s') h) h,
                 generate_series(1, n) k
            """;

    private static final String WINDOWS = """
            insert into window_ledger (job, window_start, partition, num_hits, late_hits)
            select %1$d, window_start, p, hits / 3 + case when p = 2 then hits %% 3 else 0 end, 0
            from (select window_start, sum(num_hits)::bigint as hits from hits_by_host
                  where job = %1$d and window_start >= '%2$s' and window_start < '%3$s' group by 1) w, generate_series(0, 2) p
            """;

    private static final String ROLL_UP = """
            insert into %5$s_%6$s (job, window_start, %7$s, num_hits, late_hits)
            select job, date_trunc('%8$s', window_start, 'UTC'), %7$s, sum(num_hits), 0
            from %5$s where job = %1$d and window_start >= '%2$s' and window_start < '%3$s' group by 1, 2, %7$s
            """;

    private static final String PROGRESS = """
            insert into job_progress (job, partition, start_offset, next_offset, read, newest_hit, moved_at)
            select %1$d, partition, 0, sum(num_hits), sum(num_hits), max(window_start), now() from window_ledger where job = %1$d group by partition
            """;

    private static final String LEDGER = """
            update job_ledger set epoch = 1, watermark = '%2$s', newest_hit = '%2$s', commits = 1, committed_at = clock_timestamp() where job = %1$d
            """;

    private final Connection connection;
    private final int job;
    private final int hosts;

    CountsData(Connection connection, int job, int hosts) {
        this.connection = connection;
        this.job = job;
        this.hosts = hosts;
    }

    /** Whole days (UTC) that end with the one that holds {@code newest}, up to the window that holds it. */
    void fill(Instant newest, int days, PrintWriter out) throws SQLException {
        Instant end = windowOf(newest).plus(WINDOW);
        Instant lastDay = Instant.ofEpochSecond(newest.getEpochSecond() / DAY.toSeconds() * DAY.toSeconds());
        execute("set synchronous_commit = off", List.of());
        execute("set work_mem = '64MB'", List.of());
        for (int day = days; day >= 0; day--) {
            Instant from = lastDay.minus(DAY.multipliedBy(day));
            Instant to = day == 0 ? end : from.plus(DAY);
            long began = System.nanoTime();
            fill(from, to);
            out.printf(Locale.ROOT, "  %s in %.1f s%n", from, (System.nanoTime() - began) / 1e9);
            out.flush();
        }
        execute(PROGRESS, List.of(job));
        execute(LEDGER, List.of(job, windowOf(newest)));
        execute("vacuum analyze", List.of());
    }

    private void fill(Instant from, Instant to) throws SQLException {
        execute("select make_partitions(array['%s'::timestamptz])", List.of(from));
        execute(HOSTS, List.of(job, from, to, hosts));
        execute(REFERRERS, List.of(job, from, to));
        execute(WINDOWS, List.of(job, from, to));
        for (String unit : new String[] {"hour", "day"}) {
            String table = unit.equals("hour") ? "hourly" : "daily";
            execute(ROLL_UP, List.of(job, from, to, hosts, "hits_by_host", table, "host", unit));
            execute(ROLL_UP, List.of(job, from, to, hosts, "hits_by_host_and_referrer", table, "host, referrer", unit));
        }
    }

    /** How much there is. */
    String size() throws SQLException {
        String sql = """
                select pg_size_pretty(pg_database_size(current_database())) || ': '
                  || (select string_agg(c.relname || ' ' || rows, ', ' order by rows desc) from (
                        select p.relname, sum(greatest(c.reltuples, 0))::bigint as rows
                        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
                        where c.relkind = 'r' group by 1) c)
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static Instant windowOf(Instant at) {
        long size = WINDOW.toSeconds();
        return Instant.ofEpochSecond(at.getEpochSecond() / size * size);
    }

    private void execute(String sql, List<Object> values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(values.toArray()));
        }
    }
}
