package dev.windowpane.control.testing;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Postgres and a fake Flink for every test of the application. */
public final class TestStack implements QuarkusTestResourceLifecycleManager {
    /** The loop of the application reads and writes the same tables in another order. */
    private static final String DEADLOCK = "40P01";

    private static final int ATTEMPTS = 10;
    private static @Nullable TestStack running;

    private final FakeFlink flink = new FakeFlink();
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable FakeFlinkServer server;

    /** The one that is running. */
    public static TestStack get() {
        return java.util.Objects.requireNonNull(running, "the test resource has not been started");
    }

    public FakeFlink flink() {
        return flink;
    }

    public FakeFlinkServer flinkServer() {
        return java.util.Objects.requireNonNull(server, "not started");
    }

    public EmbeddedPostgres postgres() {
        return java.util.Objects.requireNonNull(postgres, "not started");
    }

    /** Statements as the owner of the tables, in one transaction: begun again where Postgres gave the application the right of way. */
    public void sql(String... statements) {
        for (int attempt = 1; !tried(attempt, statements); attempt++) {}
    }

    /** Without a job, a run or a count. */
    public void empty() {
        sql(
                "truncate job, run, job_ledger, window_ledger, hits_by_host, hits_by_host_hourly, hits_by_host_daily, "
                        + "hits_by_host_and_referrer, hits_by_host_and_referrer_hourly, hits_by_host_and_referrer_daily cascade",
                "select make_partitions('{2026-01-31T12:00:00Z}')");
    }

    /** Fills the counts by hour and by day with the sums of their windows, as the job does with each commit. */
    public void rollUp() {
        sql(RollUps.SQL);
    }

    private boolean tried(int attempt, String... statements) {
        try (Connection connection = DriverManager.getConnection(
                        postgres().jdbcUrl(),
                        PostgresRole.OWNER.roleName(),
                        postgres().password(PostgresRole.OWNER));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
            return true;
        } catch (SQLException e) {
            if (attempt < ATTEMPTS && DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("windowpane-test");
            postgres = EmbeddedPostgres.start(directory);
            Certificates certificates = Certificates.in(directory);
            server = new FakeFlinkServer(flink, certificates.context());
            Path jar = Files.writeString(directory.resolve("job.jar"), "not a jar, but a content");
            running = this;
            return properties(postgres(), server.url(), certificates, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> properties(
            EmbeddedPostgres postgres, String flinkUrl, Certificates certificates, Path jar) {
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.http.test-port", "0");
        properties.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        properties.put("quarkus.datasource.reactive.url", postgres.jdbcUrl().replaceFirst("^jdbc:", ""));
        properties.put("quarkus.datasource.username", PostgresRole.CONTROL.roleName());
        properties.put("quarkus.datasource.password", postgres.password(PostgresRole.CONTROL));
        properties.put("quarkus.flyway.username", PostgresRole.OWNER.roleName());
        properties.put("quarkus.flyway.password", postgres.password(PostgresRole.OWNER));
        properties.put("windowpane.flink.url", flinkUrl);
        properties.put("windowpane.flink.key-store", certificates.store().toString());
        properties.put("windowpane.flink.trust-store", certificates.store().toString());
        properties.put("windowpane.flink.store-password", certificates.password());
        properties.put("windowpane.job-jar", jar.toString());
        properties.put("windowpane.reconcile.transitional", "200ms");
        properties.put("windowpane.reconcile.steady", "500ms");
        // Tests break rules on purpose, and look whether only they have found it
        properties.put("windowpane.audit.sums", "1h");
        properties.put("windowpane.audit.rows", "1h");
        return properties;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
