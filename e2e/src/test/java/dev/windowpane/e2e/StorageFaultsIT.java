package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import dev.windowpane.traffic.Hit;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was stored is damaged, gone, too much, or somebody else's. */
@Tag("full")
@Order(104)
@ExtendWith(FullExtension.class)
class StorageFaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration FULL = Duration.ofSeconds(20);
    private static final Duration HEALED = Duration.ofSeconds(20);
    private static final Duration TOLD = Duration.ofSeconds(30);
    /** Under load the last two would be wrong. */
    private static final Set<String> NO_ALARM = Set.of("OK", "NO_DATA", "WINDOW_OPEN");

    @Test
    @Order(1)
    @Tag("F8")
    void diskOfTheCheckpointsFullThenFreed(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        stack.local.flink().checkpoints().fillDisk();
        try {
            scenario.figure(told(stack));
        } finally {
            stack.local.flink().checkpoints().freeDisk();
        }
        scenario.atMost("caught up after it was freed", stack.caughtUp(), HEALED);
        scenario.endExactly();
    }

    @Test
    @Order(2)
    @Tag("F8")
    void diskOfPostgresFullThenFreed(Scenario scenario) {
        FullStack stack = scenario.stack;
        stack.local.postgres().moveToSmallDisk(48L << 20);
        // Without new rows the tables do not grow, and Postgres does not notice for a long time
        scenario.underLoad(Mix.USUAL.withFresh(0.02));
        stack.local.postgres().fillDisk();
        scenario.figure(told(stack));
        scenario.figure(
                Figure.of("Postgres after that", stack.local.postgres().isAlive() ? "runs" : "had ended itself"));
        stack.local.postgres().freeDisk();
        stack.local.postgres().start();
        scenario.atMost("caught up after it was freed", stack.caughtUp(), HEALED);
        stack.traffic.stop();
        stack.local.postgres().leaveSmallDisk();
        scenario.endExactly();
    }

    /** How long until somebody who asks why there is no output hears of it; the disk stays full for a while in any case. */
    private static Figure told(FullStack stack) {
        Instant begin = stack.clock.instant();
        Duration told = TOLD;
        while (told.equals(TOLD) && stack.clock.instant().isBefore(begin.plus(TOLD))) {
            stack.watchFor(Duration.ofMillis(500));
            told = NO_ALARM.contains(stack.cause()) ? TOLD : Duration.between(begin, stack.clock.instant());
        }
        Duration left = FULL.minus(Duration.between(begin, stack.clock.instant()));
        stack.watchFor(left.isNegative() ? Duration.ZERO : left);
        return told.equals(TOLD)
                ? new Figure("told by explain", "no: " + stack.cause(), "≤ %d s".formatted(TOLD.toSeconds()), false)
                : Figure.atMost("told by explain (%s)".formatted(stack.cause()), told, TOLD);
    }

    @Test
    @Order(3)
    @Tag("F17")
    void partitionsAddedWhileTheJobRuns(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        Instant begin = stack.clock.instant();
        stack.local.kafka().addPartitions("hits", 6);
        stack.traffic.flow(Mix.USUAL.withPartitions(6));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> stack.database.number("select count(*) from job_progress") == 6);
        scenario.atMost("counted from", Duration.between(begin, stack.clock.instant()), Duration.ofMinutes(1));
        scenario.endExactly();
    }

    @Test
    @Order(4)
    @Tag("F17")
    void logTruncatedBelowTheStoredOffset(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        stack.traffic.stop();
        stack.checker.awaitExact();
        stack.api.order(FullStack.JOB, "stop");
        awaitState(stack, "STOPPED");
        long stands = stack.database.number("select next_offset from job_progress where partition = 0");
        Hit lost = new Hit("192.0.2.7", stack.clock.instant(), "-", "lost.example", "/");
        for (int i = 0; i < 500; i++) {
            stack.log.lost(0, stack.clock.instant(), lost);
        }
        stack.log.flush();
        stack.local.kafka().deleteRecords("hits", 0, stands + 500);
        stack.traffic.flow(Mix.USUAL);
        stack.api.order(FullStack.JOB, "start");
        awaitState(stack, "BLOCKED");

        JsonNode gaps = stack.api.get("/api/jobs/%s/gaps".formatted(FullStack.JOB));
        JsonNode gap = gaps.path("items").path(0);
        assertThat(gap.path("records").asLong()).as("%s", gaps).isEqualTo(500);
        HttpResponse<String> accepted = stack.api.send(stack.api
                .request("/api/jobs/%s/gaps/accept".formatted(FullStack.JOB))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"gaps\":[{\"partition\":0,\"fromOffset\":%d,\"toOffset\":%d}]}"
                                .formatted(stands, stands + 500))));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        stack.awaitRunning();
        stack.awaitCommits(2);
        assertThat(stack.database.number("select skipped from job_progress where partition = 0"))
                .isEqualTo(500);
        scenario.figure(Figure.of("records in the gap", "500, blocked until accepted"));
        scenario.endExactly();
    }

    private static void awaitState(FullStack stack, String state) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(
                                stack.api.job(FullStack.JOB).path("state").asText())
                        .isEqualTo(state));
    }

    @Test
    @Order(5)
    @Tag("F23")
    void newestCheckpointDamagedThenTaskManagerKilled(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        int number = stack.busyTaskManager();
        int files = stack.local.flink().checkpoints().corruptNewest();
        stack.local.flink().killTaskManager(number);
        stack.awaitCommits(2);
        stack.local.flink().startTaskManager(number);
        scenario.figure(Figure.of("files damaged", "%d".formatted(files)));
        scenario.gapAtMost("counting again", HEALED);
        scenario.endExactly();
    }

    @Test
    @Order(6)
    @Tag("F23")
    void postgresRestoredFromAnOlderSnapshot(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        stack.local.postgres().takeSnapshot();
        stack.awaitCommits(2);
        stack.watchFor(Duration.ofSeconds(8));
        stack.local.postgres().setBack();
        stack.poller.forget();
        stack.timeline.begin();
        stack.local.postgres().start();
        Instant back = stack.clock.instant();
        stack.awaitCommits(3);
        scenario.atMost("counting again", Duration.between(back, stack.clock.instant()), HEALED);
        scenario.atMost("caught up", stack.caughtUp(), HEALED);
        stack.flinkJob();
        scenario.endExactly();
    }

    @Test
    @Order(7)
    @Tag("F23")
    void aSecondLaunchBesideTheRunningJob(Scenario scenario) throws SQLException {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        String job = stack.flinkJob();
        long epoch = stack.database.number("select epoch from job_ledger");
        HttpResponse<String> stale = stack.flink.run(launch(stack, epoch));
        stack.watchFor(Duration.ofSeconds(4));
        HttpResponse<String> newer = stack.flink.run(launch(stack, raiseEpoch(stack)));
        assertThat(newer.statusCode()).as(newer.body()).isEqualTo(200);
        stack.awaitCommits(3);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> !stack.flink.liveJobs().contains(job));

        scenario.figure(Figure.of("the same epoch beside it", "Flink answered %d".formatted(stale.statusCode())));
        scenario.gapAtMost("longest gap", HEALED);
        stack.awaitRunning();
        stack.flinkJob();
        scenario.endExactly();
    }

    private static Launch launch(FullStack stack, long epoch) {
        return new Launch(
                1,
                epoch,
                JobSpecJson.parse(stack.api.job(FullStack.JOB).path("spec").toString()));
    }

    /** As a control plane would, that believes that the job is its own. */
    private static long raiseEpoch(FullStack stack) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.local.postgres().jdbcUrl(),
                        PostgresRole.CONTROL.roleName(),
                        stack.local.postgres().password(PostgresRole.CONTROL));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "update job_ledger set epoch = epoch + 1 where job = 1 returning epoch")) {
            row.next();
            return row.getLong(1);
        }
    }
}
