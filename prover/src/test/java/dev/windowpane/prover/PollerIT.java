package dev.windowpane.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PollerIT {
    private static final Path MIGRATION =
            Path.of("../control-plane/src/main/resources/db/migration/V1__jobs_ledger_and_counts.sql");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pace FAST = new Pace(Duration.ofMillis(5), Duration.ofMillis(20));
    private static final String WINDOW = "'2026-11-20T10:05:00Z'";

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres server;

    @SuppressWarnings("NullAway.Init")
    private Poller poller;

    @BeforeAll
    static void migrate() throws IOException, SQLException {
        server = EmbeddedPostgres.start(Files.createTempDirectory(Path.of("target"), "postgres"));
        execute(PostgresRole.OWNER, Files.readString(MIGRATION));
        execute(
                PostgresRole.CONTROL,
                "insert into job (name, spec, desired) values ('a', '{}', 'RUNNING')",
                "insert into job_ledger (job, epoch, watermark) values (1, 1, " + WINDOW + ")");
        execute(PostgresRole.JOB, "select make_partitions(array[timestamptz " + WINDOW + "])");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** Eleven records of one partition: ten hits of one host in one window, and a dead letter. */
    @BeforeEach
    void countElevenRecords() throws SQLException {
        execute(
                PostgresRole.CONTROL,
                "delete from job_progress",
                "delete from dead_letter_counts",
                "delete from window_ledger",
                "delete from hits_by_host",
                "delete from hits_by_host_hourly",
                "delete from hits_by_host_daily",
                "delete from hits_by_host_and_referrer",
                "delete from hits_by_host_and_referrer_hourly",
                "delete from hits_by_host_and_referrer_daily",
                "insert into job_progress (job, partition, start_offset, next_offset, read, rejected) values (1, 0, 5, 16, 11, 1)",
                "insert into dead_letter_counts values (1, 0, 'EMPTY', 1)",
                "insert into window_ledger values (1, %s, 0, 10, 2)".formatted(WINDOW),
                "insert into hits_by_host values (1, %s, 'h', 10, 2)".formatted(WINDOW),
                "insert into hits_by_host_hourly values (1, '2026-11-20T10:00:00Z', 'h', 10, 2)",
                "insert into hits_by_host_daily values (1, '2026-11-20T00:00:00Z', 'h', 10, 2)",
                "insert into hits_by_host_and_referrer values (1, %1$s, 'h', 'r', 7, 1), (1, %1$s, 'h', 's', 3, 1)"
                        .formatted(WINDOW),
                "insert into hits_by_host_and_referrer_hourly values (1, '2026-11-20T10:00:00Z', 'h', 'r', 7, 1), (1, '2026-11-20T10:00:00Z', 'h', 's', 3, 1)",
                "insert into hits_by_host_and_referrer_daily values (1, '2026-11-20T00:00:00Z', 'h', 'r', 7, 1), (1, '2026-11-20T00:00:00Z', 'h', 's', 3, 1)");
        poller = new Poller(target(), FAST, new Rules(true), look -> {});
    }

    @AfterEach
    void close() {
        poller.close();
    }

    private static Target target() {
        return new Target(server.jdbcUrl(), PostgresRole.READER.roleName(), server.passwordFile(PostgresRole.READER));
    }

    private static void execute(PostgresRole role, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), role.roleName(), server.password(role));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    /** One that was under way may have seen what was before. */
    private void awaitACompletePollFromNowOn() {
        awaitCompletePolls(2);
    }

    private void awaitCompletePolls(long more) {
        long before = poller.completePolls();
        await().atMost(LIMIT).until(() -> poller.completePolls() >= before + more);
    }

    private Set<Rule> brokenRules() {
        return poller.violations().stream().map(Violation::rule).collect(Collectors.toSet());
    }

    @Test
    void numbersThatAddUpAreNoViolation() {
        poller.begin();
        awaitCompletePolls(3);

        assertThat(poller.violations()).isEmpty();
        assertThat(poller.last()).get().satisfies(look -> {
            assertThat(look.read()).isEqualTo(11);
            assertThat(look.counted()).isEqualTo(10);
            assertThat(look.deadLetters()).isEqualTo(1);
        });
    }

    @Test
    void aReferrerThatDiffersFromItsHostIsNamed() throws SQLException {
        execute(
                PostgresRole.CONTROL,
                "update hits_by_host_and_referrer set num_hits = 6 where referrer = 'r'",
                "update hits_by_host_and_referrer_hourly set num_hits = 6 where referrer = 'r'",
                "update hits_by_host_and_referrer_daily set num_hits = 6 where referrer = 'r'");
        poller.begin();
        awaitCompletePolls(1);

        assertThat(brokenRules()).containsExactly(Rule.REFERRERS);
        assertThat(poller.violations().getFirst().values())
                .contains("2026-11-20T10:05Z, h", "10 (late 2) and 9 (late 2)");
    }

    @Test
    void anHourThatIsNotTheSumOfItsWindowsIsNamed() throws SQLException {
        execute(PostgresRole.CONTROL, "update hits_by_host_hourly set late_hits = 1");
        poller.begin();
        awaitCompletePolls(1);

        assertThat(brokenRules()).containsExactly(Rule.ROLLUPS);
        assertThat(poller.violations().getFirst().values()).contains("hits_by_host_hourly");
    }

    @Test
    void aDayWithoutWindowsIsNamed() throws SQLException {
        execute(
                PostgresRole.CONTROL,
                "insert into hits_by_host_and_referrer_daily values (1, '2026-11-21T00:00:00Z', 'h', 'r', 1, 0)");
        poller.begin();
        awaitCompletePolls(1);

        assertThat(brokenRules()).containsExactly(Rule.ROLLUPS);
    }

    @Test
    void aCountOfAPartitionThatWasNeverReadIsSeen() throws SQLException {
        execute(PostgresRole.CONTROL, "insert into dead_letter_counts values (1, 9, 'EMPTY', 1)");
        poller.begin();
        awaitCompletePolls(1);

        assertThat(brokenRules()).containsExactlyInAnyOrder(Rule.BALANCE, Rule.PARTITION);
    }

    @Test
    void aDatabaseThatWasAwayIsComparedWithWhatItHeldBefore() throws SQLException {
        poller.begin();
        awaitCompletePolls(1);

        server.kill();
        await().atMost(LIMIT).until(() -> poller.misses() > 0);
        server.start();
        awaitACompletePollFromNowOn();
        assertThat(poller.violations()).isEmpty();

        execute(PostgresRole.CONTROL, "update job_progress set start_offset = 4, next_offset = 15");
        awaitACompletePollFromNowOn();
        assertThat(brokenRules()).containsExactly(Rule.FORWARD);
    }

    @Test
    void theCommandSaysWhatItSawAndWhetherItWasRight() throws SQLException {
        List<String> arguments = List.of(
                "--url",
                target().url(),
                "--password-file",
                target().passwordFile().toString(),
                "--for",
                "PT6S",
                "--every",
                "PT0.01S");
        StringWriter said = new StringWriter();
        CommandLine command = ProverMain.commandLine(new CountDownLatch(1)).setOut(new PrintWriter(said));

        assertThat(command.execute(arguments.toArray(String[]::new))).isZero();
        assertThat(said.toString()).contains("0 violations: read 11 = counted 10 + dead letters 1");

        execute(PostgresRole.CONTROL, "update window_ledger set num_hits = 9");
        assertThat(command.execute(arguments.toArray(String[]::new))).isOne();
        assertThat(said.toString()).contains("WINDOW: job a").doesNotContain(server.password(PostgresRole.READER));
    }
}
