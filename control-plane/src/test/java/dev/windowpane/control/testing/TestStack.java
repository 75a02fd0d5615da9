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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Postgres and a fake Flink for every test of the application. */
public final class TestStack implements QuarkusTestResourceLifecycleManager {
    /** The loop of the application reads and writes the same tables in another order. */
    private static final String DEADLOCK = "40P01";

    private static final int ATTEMPTS = 10;
    private static @Nullable TestStack running;

    private final FakeFlink flink = new FakeFlink();
    private final FakeFlink eastFlink = new FakeFlink();
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable FakeFlinkServer server;
    private @Nullable FakeFlinkServer eastServer;

    /** The one that is running. */
    public static TestStack get() {
        return Objects.requireNonNull(running, "the test resource has not been started");
    }

    public FakeFlink flink() {
        return flink;
    }

    /** The cluster {@code east}; the other one is {@code default}. */
    public FakeFlink eastFlink() {
        return eastFlink;
    }

    public FakeFlinkServer eastFlinkServer() {
        return Objects.requireNonNull(eastServer, "not started");
    }

    public FakeFlinkServer flinkServer() {
        return Objects.requireNonNull(server, "not started");
    }

    public EmbeddedPostgres postgres() {
        return Objects.requireNonNull(postgres, "not started");
    }

    /** Statements as the owner of the tables, in one transaction: begun again where Postgres gave the application the right of way. */
    public void sql(String... statements) {
        for (int attempt = 1; !tried(attempt, statements); attempt++) {}
    }

    /** Without a job, a run or a count. */
    public void empty() {
        sql(
                "truncate job, run, operation, idempotency, job_ledger, window_ledger, hits_by_host, hits_by_host_hourly, hits_by_host_daily, "
                        + "hits_by_host_and_referrer, hits_by_host_and_referrer_hourly, hits_by_host_and_referrer_daily cascade",
                "select make_partitions('{2026-01-31T12:00:00Z}')");
    }

    /** Fills the counts by hour and by day and the ledger with the sums of their windows, as the job does with each commit. */
    public void rollUp() {
        sql(RollUps.SQL);
        sql(RollUps.LEDGER);
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
            eastServer = new FakeFlinkServer(eastFlink, certificates.context());
            Path jar = Files.writeString(directory.resolve("job.jar"), "not a jar, but a content");
            running = this;
            Map<String, String> properties = properties(postgres(), jar);
            flink("windowpane.flink", server, certificates, properties);
            flink("windowpane.clusters.east", eastServer, certificates, properties);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void flink(
            String prefix, FakeFlinkServer server, Certificates certificates, Map<String, String> properties) {
        properties.put(prefix + ".url", server.url());
        properties.put(prefix + ".key-store", certificates.store().toString());
        properties.put(prefix + ".trust-store", certificates.store().toString());
        properties.put(prefix + ".store-password", certificates.password());
    }

    private static Map<String, String> properties(EmbeddedPostgres postgres, Path jar) {
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.http.test-port", "0");
        properties.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        properties.put("quarkus.datasource.reactive.url", postgres.jdbcUrl().replaceFirst("^jdbc:", ""));
        properties.put("quarkus.datasource.username", PostgresRole.CONTROL.roleName());
        properties.put("quarkus.datasource.password", postgres.password(PostgresRole.CONTROL));
        properties.put("quarkus.flyway.username", PostgresRole.OWNER.roleName());
        properties.put("quarkus.flyway.password", postgres.password(PostgresRole.OWNER));
        properties.put("windowpane.job-jar", jar.toString());
        properties.put("windowpane.reconcile.transitional", "200ms");
        properties.put("windowpane.reconcile.steady", "500ms");
        // A noisy machine: a cluster that answers late is waited for
        properties.put("windowpane.reconcile.look", "10s");
        properties.put("windowpane.samples.every", "1s");
        properties.put("windowpane.live.clients", "100");
        // Tests break rules on purpose, and look whether only they have found it
        properties.put("windowpane.audit.sums", "1h");
        properties.put("windowpane.audit.rows", "1h");
        return properties;
    }

    @Override
    public void stop() {
        Stream.of(server, eastServer).filter(Objects::nonNull).forEach(FakeFlinkServer::close);
        if (postgres != null) {
            postgres.close();
        }
    }
}
