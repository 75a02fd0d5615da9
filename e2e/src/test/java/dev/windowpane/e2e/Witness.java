package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks all the time whether there is more than one live job at Flink, or more than one holder of a lease's token. */
final class Witness implements AutoCloseable {
    private static final long EVERY_MILLIS = 150;

    private final FlinkApi flink;
    private final EmbeddedPostgres postgres;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> holders = new HashMap<>();
    private final AtomicLong looks = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("witness").factory());

    private Witness(FullStack stack) {
        this.flink = stack.flink;
        this.postgres = stack.local.postgres();
    }

    static Witness of(FullStack stack) {
        Witness witness = new Witness(stack);
        ScheduledFuture<?> unused =
                witness.timer.scheduleWithFixedDelay(witness::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return witness;
    }

    long looks() {
        return looks.get();
    }

    private void look() {
        try {
            List<String> live = flink.liveJobs();
            if (live.size() > 1) {
                violations.add("%d live jobs at Flink: %s".formatted(live.size(), live));
            }
            lookAtLease();
            looks.incrementAndGet();
        } catch (UncheckedIOException | IllegalStateException | SQLException away) {
            // Flink or Postgres is away: there is nothing to see
            holders.remove(-1L);
        } catch (AssertionError wrongAnswer) {
            violations.add(String.valueOf(wrongAnswer.getMessage()));
        }
    }

    private void lookAtLease() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(), PostgresRole.CONTROL.roleName(), postgres.password(PostgresRole.CONTROL));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select holder, token from lease")) {
            while (rows.next()) {
                String holder = rows.getString(1);
                String known = holders.putIfAbsent(rows.getLong(2), holder);
                if (known != null && !known.equals(holder)) {
                    violations.add("token %d belongs to %s and %s".formatted(rows.getLong(2), known, holder));
                }
            }
        }
    }

    /** Fails if it saw what must not be, or nothing at all. */
    void end() {
        assertThat(violations).isEmpty();
        assertThat(looks).hasPositiveValue();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
