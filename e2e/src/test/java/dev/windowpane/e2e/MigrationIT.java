package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.prover.Pace;
import dev.windowpane.prover.Poller;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.Preset;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new version's control plane comes to a database of the one before, while that one's job runs and commits. */
@Tag("full")
@Order(109)
@ExtendWith(FullExtension.class)
class MigrationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pace PACE = new Pace(Duration.ofMillis(20), Duration.ofSeconds(10));
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final int RATE = 2_000;
    /** A commit a second; twice that means that one waited. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(3);

    private static final Duration LONGEST_LOCK = Duration.ofSeconds(1);

    @Test
    @Tag("F19")
    void theTablesChangeWhileTheJobRuns(Findings findings) throws SQLException {
        Checkout.requireBuilt();
        InstantSource clock = InstantSource.system();
        try (LocalStack local = LocalStack.in(Checkout.newDirectory("migration-"))
                        .parts(Part.KAFKA, Part.POSTGRES, Part.FLINK)
                        .withStandby()
                        .start();
                HitLog log = new HitLog(local.kafka().bootstrapServers(), LocalStack.TOPIC);
                LiveTraffic traffic =
                        new LiveTraffic(log, RATE, FullSettings.given().seed(), clock)) {
            migrate(local.postgres(), "1");
            FlinkApi flink = new FlinkApi(local.flink().address());
            launch(local, flink);
            Timeline timeline = new Timeline(FullStack.JOB);
            try (Poller poller = Looks.at(local.postgres().address(PostgresRole.READER), PACE, timeline::add);
                    Database database = new Database(local.postgres().address(PostgresRole.READER));
                    LockWatch locks = LockWatch.of(local.postgres())) {
                traffic.flow(Mix.USUAL);
                awaitCommits(database);
                poller.begin();
                findings.lookedAtBy(poller::polls, poller::violations);
                timeline.begin();
                local.standby().controlPlane().start();
                Api api = new Api(local.standby().controlPlane().url());
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                        .until(() ->
                                api.job(FullStack.JOB).path("state").asText().equals("RUNNING"));
                awaitCommits(database);

                assertThat(api.job(FullStack.JOB).path("run").path("id").asText())
                        .isEqualTo(RUN);
                assertThat(flink.liveJobs()).containsExactly(RUN);
                findings.atMost("longest gap", timeline.longestGap(), LONGEST_GAP);
                findings.atMost("longest wait for a lock", locks.longest(), LONGEST_LOCK);
                findings.figure(Figure.atMost("job restarts", flink.failures(RUN), 0));
                traffic.stop();
                new Checker(log, database).awaitExact();
                assertThat(poller.polls()).isPositive();
            }
        }
    }

    private static void awaitCommits(Database database) {
        long before = database.commits();
        await().atMost(PATIENCE).until(() -> database.commits() >= before + 3);
    }

    private static void migrate(EmbeddedPostgres postgres, String version) {
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), PostgresRole.OWNER.roleName(), postgres.password(PostgresRole.OWNER))
                .locations("filesystem:" + Checkout.file("control-plane/src/main/resources/db/migration"))
                .target(version)
                .load()
                .migrate();
    }

    /** What the control plane of the version before has written and done. */
    private static void launch(LocalStack local, FlinkApi flink) throws SQLException {
        JobSpec spec = Preset.named(FullStack.JOB)
                .from(Map.of(
                        "KAFKA_URL",
                        local.kafka().bootstrapServers(),
                        "KAFKA_TOPIC",
                        LocalStack.TOPIC,
                        "KAFKA_GROUP",
                        "windowpane",
                        "KAFKA_START_FROM",
                        "earliest"));
        try (Connection connection = DriverManager.getConnection(
                        local.postgres().jdbcUrl(),
                        PostgresRole.CONTROL.roleName(),
                        local.postgres().password(PostgresRole.CONTROL));
                PreparedStatement job = connection.prepareStatement(
                        "insert into job (name, spec, desired) values (?, ?::jsonb, 'RUNNING')");
                Statement others = connection.createStatement()) {
            job.setString(1, FullStack.JOB);
            job.setString(2, JobSpecJson.write(spec));
            job.execute();
            others.execute("insert into job_ledger (job, epoch) values (1, 1)");
            others.execute(
                    "insert into run (id, job, revision, epoch, phase, stable_at) values ('%s', 1, 1, 1, 'RUNNING', now())"
                            .formatted(RUN));
        }
        flink.upload(Checkout.file("flink-job/target/windowpane-flink-job.jar"), "windowpane-before.jar");
        assertThat(flink.run(new Launch(1, 1, spec), RUN).statusCode()).isEqualTo(200);
    }
}
