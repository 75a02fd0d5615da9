package dev.windowpane.e2e;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How long, at most, a statement of the job has waited for somebody's lock. */
final class LockWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 20;
    private static final String LONGEST = """
            select coalesce(max(extract(epoch from clock_timestamp() - query_start) * 1000), 0)::bigint
            from pg_stat_activity where wait_event_type = 'Lock'
            """;

    private final Connection connection;
    private final AtomicLong longestMillis = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("locks").factory());
    private volatile @Nullable SQLException failure;

    private LockWatch(Connection connection) {
        this.connection = connection;
    }

    static LockWatch of(EmbeddedPostgres postgres) throws SQLException {
        // As the job: others' statements are shown to nobody but their own role
        LockWatch watch = new LockWatch(DriverManager.getConnection(
                postgres.jdbcUrl(), PostgresRole.JOB.roleName(), postgres.password(PostgresRole.JOB)));
        ScheduledFuture<?> unused =
                watch.timer.scheduleWithFixedDelay(watch::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LONGEST)) {
            row.next();
            longestMillis.accumulateAndGet(row.getLong(1), Math::max);
        } catch (SQLException e) {
            failure = e;
        }
    }

    Duration longest() {
        SQLException problem = failure;
        if (problem != null) {
            throw new IllegalStateException("nobody watched the locks", problem);
        }
        return Duration.ofMillis(longestMillis.get());
    }

    @Override
    public void close() throws SQLException {
        timer.shutdownNow();
        connection.close();
    }
}
