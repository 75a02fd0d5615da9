package dev.windowpane.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commits once a second, as the Flink job does: some hits of 300 hosts in the newest window, in every table at once. */
final class LiveCommits implements AutoCloseable {
    private static final String HITS = """
            create temp table if not exists delta (host text, referrer text, num_hits bigint) on commit delete rows;
            insert into delta select 'host-' || r || '.example', 'https://site-' || ((r * 7 + 131) % 5000) || '.example/', 1 + n % 3
            from (select distinct (1000 * power(random(), 3))::int + 1 as r, i as n from generate_series(1, 300) i) x where r <= 1000
            """;

    private static final String ADD = """
            insert into %2$s as t (job, window_start, %3$s, num_hits)
            select %1$d, '%4$s', %3$s, sum(num_hits) from delta group by %3$s
            on conflict (job, window_start, %3$s) do update set num_hits = t.num_hits + excluded.num_hits
            """;

    private static final List<String> LEDGER = List.of(
            "update job_ledger set commits = commits + 1, committed_at = clock_timestamp(), newest_hit = greatest(newest_hit, '%2$s') where job = %1$d",
            """
            insert into window_ledger as t (job, window_start, partition, num_hits) select %1$d, '%2$s', 0, sum(num_hits) from delta
            on conflict (job, window_start, partition) do update set num_hits = t.num_hits + excluded.num_hits
            """, """
            update job_progress set read = read + n, next_offset = next_offset + n, moved_at = clock_timestamp()
            from (select sum(num_hits) as n from delta) d where job = %1$d and partition = 0
            """, """
            select pg_notify('windowpane_commit', json_build_object('job', (select name from job where id = %1$d))::text)
            """);

    private final Connection connection;
    private final int job;
    private final Instant window;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile @Nullable SQLException failure;
    private final AtomicInteger commits = new AtomicInteger();

    private LiveCommits(Connection connection, int job, Instant window) throws SQLException {
        this.connection = connection;
        this.job = job;
        this.window = window;
        connection.setAutoCommit(false);
    }

    /** @param window the start of the newest */
    static LiveCommits start(Connection connection, int job, Instant window) throws SQLException {
        LiveCommits live = new LiveCommits(connection, job, window);
        ScheduledFuture<?> unused = live.timer.scheduleAtFixedRate(live::commit, 1, 1, TimeUnit.SECONDS);
        return live;
    }

    int commits() {
        return commits.get();
    }

    private void commit() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(HITS);
            statement.execute(LEDGER.getFirst().formatted(job, window));
            add(statement, "hits_by_host", "host");
            add(statement, "hits_by_host_and_referrer", "host, referrer");
            for (String sql : LEDGER.subList(1, LEDGER.size())) {
                statement.execute(sql.formatted(job, window));
            }
            connection.commit();
            commits.incrementAndGet();
        } catch (SQLException e) {
            failure = e;
            timer.shutdown();
        }
    }

    private void add(Statement statement, String table, String key) throws SQLException {
        statement.execute(ADD.formatted(job, table, key, window));
        statement.execute(ADD.formatted(job, table + "_hourly", key, start(window, 3600)));
        statement.execute(ADD.formatted(job, table + "_daily", key, start(window, 86_400)));
    }

    private static Instant start(Instant window, long seconds) {
        return Instant.ofEpochSecond(window.getEpochSecond() / seconds * seconds);
    }

    /** @throws IllegalStateException if it could not go on */
    @Override
    public void close() throws SQLException {
        timer.shutdownNow();
        timer.close();
        connection.close();
        SQLException failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the live commits failed", failed);
        }
    }
}
