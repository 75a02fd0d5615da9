package dev.windowpane.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.commit.FailingCommitFactory;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.job.testing.MemoryView;
import dev.windowpane.job.testing.TestSource;
import dev.windowpane.job.testing.TestTraffic;
import dev.windowpane.spec.JobSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's graph on a Flink mini cluster, with another source and a ledger in memory. */
final class HitPipelineTest {
    private static final JobSpec SPEC = TestPipeline.spec("");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long OUT_OF_ORDERNESS =
            SPEC.eventTime().outOfOrderness().toMillis();

    private String name = "";
    private MemoryLedger ledger = new MemoryLedger();

    @BeforeEach
    void freshLedger() {
        Faults.clear();
        name = UUID.randomUUID().toString();
        ledger = MemoryLedger.named(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void countsABoundedTopicExactly(int parallelism) throws Exception {
        TestTraffic traffic = new TestTraffic(1, 3, 2_000);

        run(traffic, 1, parallelism);

        assertExact(traffic);
    }

    @Test
    void aFailureOfTheTaskChangesNothing() throws Exception {
        TestTraffic traffic = new TestTraffic(10, 3, 2_000);
        Faults.plan("count.before", 3);

        run(traffic, 1, 2);

        assertThat(Faults.allHappened()).isTrue();
        assertExact(traffic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "fence", "add", "commit", "answer"})
    void aLedgerThatIsAwayChangesNothing(String place) throws Exception {
        TestTraffic traffic = new TestTraffic(place.hashCode(), 3, 2_000);
        Faults.plan("ledger." + place, 3);

        run(traffic, 1, 2);

        assertThat(Faults.allHappened()).isTrue();
        assertExact(traffic);
    }

    @Test
    void aNewerLaunchEndsTheOlderOneForGoodAndGoesOnAtAnotherParallelism() throws Exception {
        TestTraffic traffic = new TestTraffic(5, 3, 3_000);
        Faults.holdBack();
        JobClient older = start(traffic, 1, 2, false);
        Awaitility.await().atMost(PATIENCE).until(() -> ledger.view().commits() > 3);

        ledger.setEpoch(2);
        Faults.letGo();

        assertThatThrownBy(() -> older.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasStackTraceContaining("SuppressRestartsException")
                .hasStackTraceContaining("FencedException: job 1: epoch 1 is no longer the newest");
        run(traffic, 2, 3);
        assertExact(traffic);
    }

    @Test
    void aLedgerThatWasSetBackEndsTheRunForGood() throws Exception {
        Faults.holdBack();
        JobClient job = start(new TestTraffic(6, 3, 3_000), 1, 2, false);
        Awaitility.await().atMost(PATIENCE).until(() -> ledger.view().progress().getOrDefault(1, 0L) > 200);

        ledger.setBack(1, 100);
        Faults.letGo();

        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasStackTraceContaining("SuppressRestartsException")
                .hasStackTraceContaining("InconsistentProgressException: partition 1: Postgres stands at 100");
    }

    /** The ledger waits until nothing is read any more: without holding back, some 4 MB would wait then. */
    @Test
    void aSlowLedgerHoldsHitsBackAndRestartsNothing() throws Exception {
        TestTraffic traffic = new TestTraffic(8, 3, 20_000);
        Faults.plan("ledger.slow", 2);

        JobClient job = startBounded(traffic, true, 100_000, 2_000_000);
        finish(job);

        assertThat(Faults.allHappened()).isTrue();
        assertExact(traffic);
        assertThat(FailingCommitFactory.mostPending()).isBetween(100_000L, 2_000_000L);
    }

    @Test
    void withoutACompleteCheckpointCountingBeginsAnewBeforeMemoryIsFull() throws Exception {
        Faults.plan("commit.unnotified", Integer.MAX_VALUE);

        JobClient job = startBounded(new TestTraffic(9, 3, 20_000), false, 50_000, 100_000);

        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasStackTraceContaining("wait for a checkpoint to complete");
    }

    private JobClient startBounded(TestTraffic traffic, boolean bounded, long held, long most) throws Exception {
        Commits commits = new Commits(new MemoryLedger.Opening(name, 1), Map.of());
        return TestPipeline.start(
                SPEC,
                new TestSource(traffic, SPEC.eventTime(), Map.of(), bounded),
                FailingCommitFactory.bounded(SPEC, commits, held, most, 50_000),
                2,
                Map.of("restart-strategy.type", "none"));
    }

    @Test
    void timeGoesOnWhenNoHitComesAnyMore() throws Exception {
        TestTraffic traffic = new TestTraffic(7, 3, 300);
        long before = InstantSource.system().millis();
        JobClient job = start(traffic, 1, 2, false);

        Awaitility.await().atMost(PATIENCE).until(() -> ledger.view().watermark() > before - OUT_OF_ORDERNESS);
        // On a loaded machine a second may pass without a hit though there are some
        Awaitility.await().atMost(PATIENCE).until(() -> read() == traffic.records());

        assertExact(traffic);
        job.cancel().get();
    }

    private long read() {
        return ledger.view().read().values().stream().mapToLong(n -> n).sum();
    }

    private void assertExact(TestTraffic traffic) {
        MemoryView view = ledger.view();
        TestTraffic.Expected expected = traffic.expected();
        assertThat(read()).isEqualTo(traffic.records());
        assertThat(view.byHost()).isEqualTo(expected.byHost());
        assertThat(view.byReferrer()).isEqualTo(expected.byReferrer());
        assertThat(view.rejects()).isEqualTo(expected.rejects());
    }

    private JobClient start(TestTraffic traffic, long epoch, int parallelism, boolean bounded) throws Exception {
        Map<Integer, Long> starts = ledger.view().progress();
        Commits commits = new Commits(new MemoryLedger.Opening(name, epoch), starts);
        return TestPipeline.start(
                SPEC,
                new TestSource(traffic, SPEC.eventTime(), starts, bounded),
                new FailingCommitFactory(SPEC, commits),
                parallelism,
                Map.of());
    }

    private void run(TestTraffic traffic, long epoch, int parallelism) throws Exception {
        finish(start(traffic, epoch, parallelism, true));
    }

    private void finish(JobClient job) throws Exception {
        while (!job.getJobExecutionResult().isDone()) {
            assertThat(ledger.view().isBalanced()).isTrue();
            Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        }
        job.getJobExecutionResult().get();
    }
}
