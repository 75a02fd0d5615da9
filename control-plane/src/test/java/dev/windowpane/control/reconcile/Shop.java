package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.local.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Postgres with the job {@code shop} that should run, made anew for each test, and a fake Flink. */
final class Shop implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    /** A new one for each test: a step of the test before may still be under way. */
    FakeFlink flink = new FakeFlink();

    AtomicBoolean crashed = new AtomicBoolean();
    Path jar = Path.of("unset");
    private Path directory = Path.of("unset");
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable TestDatabase database;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, SQLException {
        directory = Files.createTempDirectory("windowpane-shop-");
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        database = new TestDatabase(postgres);
        jar = directory.resolve("job.jar");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        flink = new FakeFlink();
        crashed = new AtomicBoolean();
        Files.writeString(jar, "content");
        sql(
                "delete from job",
                "delete from jar",
                "delete from lease",
                """
                insert into job (name, spec, desired) values
                  ('shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'RUNNING')
                """,
                "insert into job_ledger (job) select id from job",
                """
                insert into job_revision (job, revision, spec, made_by) select id, revision, spec, 'CREATED' from job
                """);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (database != null) {
            database.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Database database() {
        return Objects.requireNonNull(database).database();
    }

    void sql(String... statements) {
        Objects.requireNonNull(database).sql(statements);
    }

    /** The texts of a column named {@code it}. */
    List<String> texts(String query) {
        return database().transaction(session -> session.list(query, row -> row.text("it")));
    }

    Instance instance() {
        return new Instance(database(), flink, jar);
    }

    void desire(String desired) {
        sql("update job set desired = '%s', updated_at = clock_timestamp()".formatted(desired));
    }

    void crash() {
        crashed.set(true);
        throw new SimulatedCrash();
    }

    void driveUntilCrashed(Instance instance) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!crashed.get()) {
                        instance.pass();
                    }
                    return crashed.get();
                });
        sql("update lease set expires_at = '-infinity'");
    }

    void drive(Instance instance, JobState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    instance.pass();
                    assertThat(instance.job("shop").state()).isEqualTo(state);
                });
    }

    void exactlyOneJob() {
        assertThat(flink.alive()).hasSize(1);
        assertThat(flink.launchedIds()).hasSize(1);
        assertThat(flink.jars()).hasSize(1);
    }
}
