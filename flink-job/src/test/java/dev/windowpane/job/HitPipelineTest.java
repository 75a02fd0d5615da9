package dev.windowpane.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.commit.FailingCommitFactory;
import dev.windowpane.job.count.FailingPreCountFactory;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.job.testing.MemoryView;
import dev.windowpane.job.testing.TestSource;
import dev.windowpane.job.testing.TestTraffic;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's graph on a Flink mini cluster, with another source and a ledger in memory. */
final class HitPipelineTest {
    private static final JobSpec SPEC = JobSpecJson.parse("""
            {"name": "t", "source": {"bootstrapServers": "localhost:1", "topic": "hits"},
             "eventTime": {"idleTimeout": "PT1S"},
             "execution": {"parallelism": 2, "checkpointInterval": "PT0.1S"}}
            """);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse",
                "source.snapshot",
                "count.before",
                "count.beforeFlush",
                "count.afterFlush",
                "count.finish",
                "commit.beforeBarrier",
                "commit.snapshot",
                "commit.beforeNotify",
                "commit.afterNotify",
                "ledger.broken.fence",
                "ledger.broken.commit",
                "ledger.broken.answer"
            })
    void aFailureInAnyPlaceChangesNothing(String place) throws Exception {
        TestTraffic traffic = new TestTraffic(place.hashCode(), 3, 2_000);
        Faults.plan(place, 2);

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
        JobClient older = start(traffic, 1, 2, false);
        Awaitility.await().until(() -> ledger.view().commits() > 3);

        ledger.setEpoch(2);

        assertThatThrownBy(() -> older.getJobExecutionResult().get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("SuppressRestartsException")
                .hasStackTraceContaining("FencedException: job 1: epoch 1 is no longer the newest");
        run(traffic, 2, 3);
        assertExact(traffic);
    }

    @Test
    void aLedgerThatWasSetBackEndsTheRunForGood() throws Exception {
        JobClient job = start(new TestTraffic(6, 3, 30_000), 1, 2, false);
        Awaitility.await().until(() -> ledger.view().progress().getOrDefault(1, 0L) > 200);

        ledger.setBack(1, 100);

        assertThatThrownBy(() -> job.getJobExecutionResult().get(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("SuppressRestartsException")
                .hasStackTraceContaining("InconsistentProgressException: partition 1: Postgres stands at 100");
    }

    @Test
    void timeGoesOnWhenNoHitComesAnyMore() throws Exception {
        TestTraffic traffic = new TestTraffic(7, 3, 300);
        long before = InstantSource.system().millis();
        JobClient job = start(traffic, 1, 2, false);

        Awaitility.await().until(() -> ledger.view().watermark() > before - OUT_OF_ORDERNESS);

        assertExact(traffic);
        job.cancel().get();
    }

    private void assertExact(TestTraffic traffic) {
        MemoryView view = ledger.view();
        TestTraffic.Expected expected = traffic.expected();
        assertThat(view.read().values().stream().mapToLong(n -> n).sum()).isEqualTo(traffic.records());
        assertThat(view.byHost()).isEqualTo(expected.byHost());
        assertThat(view.byReferrer()).isEqualTo(expected.byReferrer());
        assertThat(view.rejects()).isEqualTo(expected.rejects());
    }

    private JobClient start(TestTraffic traffic, long epoch, int parallelism, boolean bounded) throws Exception {
        Map<String, String> settings = new HashMap<>(new Launch(1, epoch, SPEC).flinkConfiguration());
        settings.put("parallelism.default", Integer.toString(parallelism));
        settings.put("execution.checkpointing.interval", "60 ms");
        settings.put("restart-strategy.exponential-delay.initial-backoff", "20 ms");
        settings.put("restart-strategy.exponential-delay.max-backoff", "50 ms");
        settings.put("rest.port", "0");
        settings.put("rest.bind-port", "0");
        settings.put("taskmanager.memory.network.min", "16 mb");
        settings.put("taskmanager.memory.network.max", "16 mb");
        settings.put("taskmanager.memory.managed.size", "1 mb");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(settings));
        Map<Integer, Long> starts = ledger.view().progress();
        Commits commits = new Commits(new MemoryLedger.Opening(name, epoch), starts);
        HitPipeline.define(
                env,
                SPEC.eventTime(),
                new TestSource(traffic, SPEC.eventTime(), starts, bounded),
                new FailingPreCountFactory(SPEC),
                new FailingCommitFactory(SPEC, commits));
        return env.executeAsync();
    }

    private void run(TestTraffic traffic, long epoch, int parallelism) throws Exception {
        JobClient job = start(traffic, epoch, parallelism, true);
        while (!job.getJobExecutionResult().isDone()) {
            assertThat(ledger.view().isBalanced()).isTrue();
            Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        }
        job.getJobExecutionResult().get();
    }
}
