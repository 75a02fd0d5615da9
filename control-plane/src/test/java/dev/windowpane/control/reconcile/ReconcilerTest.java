package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.local.EmbeddedPostgres;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reconciler over a real Postgres and a fake Flink: crashes at each step, lost answers, two instances, a lost cluster. */
class ReconcilerTest {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static TestDatabase database;
    private static Path jar;

    private final FakeFlink flink = new FakeFlink();
    private final AtomicBoolean crashed = new AtomicBoolean();

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        database = new TestDatabase(postgres);
        jar = Files.writeString(directory.resolve("job.jar"), "content");
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void oneJobThatShouldRun() {
        database.sql("delete from job", "delete from lease", """
                insert into job (name, spec, desired) values
                  ('shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'RUNNING')
                """, "insert into job_ledger (job) select id from job");
    }

    private Instance instance() {
        return new Instance(database.database(), flink, jar);
    }

    private void desire(String desired) {
        database.sql("update job set desired = '%s', updated_at = clock_timestamp()".formatted(desired));
    }

    private void crash() {
        crashed.set(true);
        throw new SimulatedCrash();
    }

    private void driveUntilCrashed(Instance instance) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!crashed.get()) {
                        instance.pass();
                    }
                    return crashed.get();
                });
        database.sql("update lease set expires_at = '-infinity'");
    }

    private static void drive(Instance instance, JobState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    instance.pass();
                    assertThat(instance.job("shop").state()).isEqualTo(state);
                });
    }

    private void exactlyOneJob() {
        assertThat(flink.alive()).hasSize(1);
        assertThat(flink.launchedIds()).hasSize(1);
        assertThat(flink.jars()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"before, upload", "after, upload", "before, run", "after, run"})
    void aLaunchThatCrashedIsFinishedByTheNextInstance(String when, String operation) {
        fault(when, operation);
        driveUntilCrashed(instance());

        drive(instance(), JobState.RUNNING);

        exactlyOneJob();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"before, cancel", "after, cancel"})
    void aStopThatCrashedIsFinishedByTheNextInstance(String when, String operation) {
        Instance first = instance();
        drive(first, JobState.RUNNING);
        fault(when, operation);
        desire("STOPPED");
        driveUntilCrashed(first);

        drive(instance(), JobState.STOPPED);

        assertThat(flink.alive()).isEmpty();
        assertThat(flink.launchedIds()).hasSize(1);
    }

    private void fault(String when, String operation) {
        if (when.equals("before")) {
            flink.before(operation, this::crash);
        } else {
            flink.after(operation, this::crash);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"before", "after"})
    void aLaunchWhoseAnswerIsLostIsNotLaunchedTwice(String when) {
        Runnable lost = () -> {
            throw new ProcessingException("read timed out");
        };
        if (when.equals("before")) {
            flink.before("run", lost);
        } else {
            flink.after("run", lost);
        }

        Instance instance = instance();
        drive(instance, JobState.RUNNING);

        exactlyOneJob();
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void aLaunchThatHangsIsTakenOverUnderTheSameId() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        flink.before("run", () -> {
            hanging.countDown();
            awaitQuietly(released);
        });
        Instance first = instance();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            first.pass();
            return hanging.getCount() == 0;
        });
        database.sql("update lease set expires_at = '-infinity'");

        Instance second = instance();
        drive(second, JobState.RUNNING);
        released.countDown();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        drive(second, JobState.RUNNING);
        exactlyOneJob();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofTwoInstancesOneActs() {
        Instance one = instance();
        Instance other = instance();
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    one.pass();
                    other.pass();
                    assertThat(one.job("shop").state()).isEqualTo(JobState.RUNNING);
                    assertThat(other.job("shop").state()).isEqualTo(JobState.RUNNING);
                });
        exactlyOneJob();
    }

    @Test
    void aClusterThatLostItsJobsGetsANewLaunchUnderTheNextEpoch() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        flink.restart();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(flink.launchedIds()).hasSize(2);
        });
        drive(instance, JobState.RUNNING);
        assertThat(flink.alive()).hasSize(1);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void nothingIsLaunchedWhileTheClusterIsUnreachable() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        for (int i = 0; i < 5; i++) {
            flink.before("overview", () -> {
                throw new ProcessingException("connection refused");
            });
            instance.pass();
            assertThat(instance.job("shop").state()).isEqualTo(JobState.UNKNOWN);
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).contains("since", "connection refused"));
        }
        drive(instance, JobState.RUNNING);
        exactlyOneJob();
    }

    @Test
    void isNotRunningBeforeAllTasksRun() {
        flink.slots(false);
        Instance instance = instance();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).startsWith("0 of 9 tasks run"));
        });
        assertThat(instance.job("shop").state()).isEqualTo(JobState.STARTING);

        flink.slots(true);
        drive(instance, JobState.RUNNING);
        flink.state(flink.launchedIds().getFirst(), "RESTARTING", 0);
        drive(instance, JobState.RESTARTING);
        flink.state(flink.launchedIds().getFirst(), "RUNNING", 9);
        drive(instance, JobState.RUNNING);
    }

    @Test
    void keepsTheRootCauseOfAFailureAndLaunchesAgain() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        flink.fail(
                flink.launchedIds().getFirst(),
                "org.apache.flink.runtime.JobException: Recovery is suppressed\nCaused by: java.lang.IllegalStateException: offsets expired");
        drive(instance, JobState.FAILED);
        assertThat(instance.job("shop").detail())
                .hasValueSatisfying(detail ->
                        assertThat(detail).contains("IllegalStateException: offsets expired", "launched again"));

        drive(instance, JobState.RUNNING);
        assertThat(instance.job("shop").run().orElseThrow().attempt()).isEqualTo(2);
        assertThat(flink.alive()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.windowpane.job.commit.FencedException: job 1: epoch 1 is no longer the newest",
                "dev.windowpane.job.commit.InconsistentProgressException: partition 0 stands at 5, not at 7"
            })
    void aRunThatLedgerAndOffsetsRefuseIsLaunchedAnewFromPostgres(String cause) {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        String first = flink.launchedIds().getFirst();
        flink.fail(
                first,
                "org.apache.flink.runtime.execution.SuppressRestartsException: Unrecoverable failure.\nCaused by: "
                        + cause);
        drive(instance, JobState.FAILED);
        assertThat(instance.job("shop").run().orElseThrow().error())
                .hasValueSatisfying(
                        error -> assertThat(error).contains(cause.substring(cause.lastIndexOf('.', 60) + 1)));

        drive(instance, JobState.RUNNING);
        assertThat(flink.launchedIds()).hasSize(2);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void saysWhyFlinkRestartsAJobAndLeavesItToFlink() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        flink.restarting(flink.launchedIds().getFirst(), "java.net.ConnectException: no route to kafka");
        drive(instance, JobState.RESTARTING);
        assertThat(instance.job("shop").detail()).hasValue("ConnectException: no route to kafka");
        assertThat(flink.cancels()).isEmpty();
    }

    @Test
    void aRunWhoseOffsetsHaveExpiredIsGivenUpAndTheGapThenBlocksTheJob() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        String first = flink.launchedIds().getFirst();
        // What main() does when it finds the gap: a row, and an exception
        flink.before("run", () -> {
            findGap(0, 100, 250);
            findGap(1, 7, 9);
            flink.refuse("dev.windowpane.job.launch.GapException: 150 records were deleted");
        });
        flink.restarting(
                first,
                "java.lang.RuntimeException: One or more fetchers have encountered exception\n"
                        + "Caused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position is out of range");
        drive(instance, JobState.BLOCKED);

        assertThat(flink.cancels()).containsExactly(first);
        assertThat(flink.alive()).isEmpty();
        assertThat(instance.job("shop").detail())
                .hasValue(
                        "topic 'hits' partition 0: 150 records (offsets 100 to 249) were deleted from Kafka before they were counted; "
                                + "topic 'hits' partition 1: 2 records (offsets 7 to 8) were deleted from Kafka before they were counted. "
                                + "Accept this to go on without them (POST /api/jobs/shop/gaps/accept)");
        int launches = flink.jars().size();
        flink.accept();
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(instance.job("shop").state()).isEqualTo(JobState.BLOCKED);
        assertThat(flink.alive()).isEmpty();
        assertThat(flink.jars()).hasSize(launches);

        database.sql("update gap set accepted_at = clock_timestamp()", "update job set updated_at = clock_timestamp()");
        drive(instance, JobState.RUNNING);
        assertThat(flink.alive()).hasSize(1);
    }

    private static void findGap(int partition, long from, long to) {
        database.sql(
                "insert into gap (job, partition, from_offset, to_offset, reason) select id, %d, %d, %d, 'EXPIRED' from job"
                        .formatted(partition, from, to));
    }

    @Test
    void aBoundedJobThatEndsIsCompletedAndLaunchedAgainOnlyWhenAsked() {
        database.sql(
                "update job set spec = '{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\",\"stopAt\":{\"type\":\"latest\"}}}'");
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        flink.finish(flink.launchedIds().getFirst());
        drive(instance, JobState.COMPLETED);
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(instance.job("shop").run().orElseThrow().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(flink.launchedIds()).hasSize(1);

        desire("RUNNING");
        drive(instance, JobState.RUNNING);
        flink.finish(flink.launchedIds().getLast());
        drive(instance, JobState.COMPLETED);
        assertThat(flink.launchedIds()).hasSize(2);
    }

    @Test
    void anEndlessJobThatEndsIsLaunchedAgain() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        flink.finish(flink.launchedIds().getFirst());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(flink.launchedIds()).hasSize(2);
        });
        drive(instance, JobState.RUNNING);
    }

    @Test
    void wantedDeadLettersRelaunchAStableRunAndNoOther() {
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        database.sql(
                "insert into dead_letters (job, topic, partition, \"offset\", reason, record_time, size, payload, replay) select id, 'hits', 0, 5, 'BAD_TIME', now(), 1, 'x', 'WANTED' from job");
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(flink.cancels()).isEmpty();

        database.sql("update run set stable_at = clock_timestamp() - interval '1 hour'");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(flink.launchedIds()).hasSize(2);
        });
        drive(instance, JobState.RUNNING);
        assertThat(flink.alive()).hasSize(1);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void aSpecThatThisVersionRefusesStopsItsOwnJobOnly() {
        database.sql("""
                insert into job (name, spec, desired) values
                  ('old', '{"name":"old","source":{"bootstrapServers":"kafka:9092","topic":"hits"},"window":{"type":"tumbling","size":"PT0S"}}', 'RUNNING')
                """);
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        assertThat(instance.job("old").state()).isEqualTo(JobState.FAILED);
        assertThat(instance.job("old").detail())
                .hasValueSatisfying(detail -> assertThat(detail)
                        .startsWith("this version refuses the stored spec at '/window': ")
                        .contains("PT0S", "PUT /api/jobs/old"));
        assertThat(flink.launchedIds()).hasSize(1);
    }

    @Test
    void cancelsAStrayOnceTheCurrentRunRuns() {
        flink.addStray("ffffffffffffffffffffffffffffffff", "windowpane shop");
        flink.addStray("eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "somebody else's job");
        Instance instance = instance();
        drive(instance, JobState.RUNNING);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            instance.pass();
            assertThat(flink.cancels()).isEqualTo(List.of("ffffffffffffffffffffffffffffffff"));
        });
        assertThat(flink.alive()).hasSize(2);
    }

    @Test
    void aJarThatIsMissingIsSaidAndWaitedFor() throws IOException {
        Path moved = jar.resolveSibling("moved.jar");
        Files.move(jar, moved);
        Instance instance = instance();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).contains("job.jar"));
        });
        Files.move(moved, jar);
        drive(instance, JobState.RUNNING);
        assertThat(flink.submissions()).hasSize(1);
    }
}
