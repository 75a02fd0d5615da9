package dev.windowpane.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.commit.FailingCommitFactory;
import dev.windowpane.job.commit.FailingPostgres;
import dev.windowpane.job.commit.TestBalance;
import dev.windowpane.job.commit.TestPostgres;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.TestSource;
import dev.windowpane.job.testing.TestTraffic;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Launch;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole job but Kafka, on a real Postgres, fails in every place: the ledger balances at each look and is exact in the end. */
final class FailPointIT {
    /** As many hosts as there are, so that each commit looks up which hosts have rows. */
    private static final JobSpec SPEC = TestPipeline.spec(", \"limits\": {\"hosts\": 12}");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final TestTraffic TRAFFIC = new TestTraffic(11, 3, 1_500);

    private final TestPostgres postgres = TestPostgres.shared();
    private int job;

    @BeforeEach
    void newJob(TestInfo test) {
        Faults.clear();
        Faults.holdBack();
        job = postgres.newJob("f" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureChangesNothing(FailPoint point) throws Exception {
        Faults.plan(point.place(), 1);
        if (point == FailPoint.RESTORE) {
            Faults.plan(FailPoint.COUNT.place(), 1);
        }

        finish(start(1, 2, true));

        assertThat(Faults.allHappened()).isTrue();
        assertExact();
    }

    @Test
    void aColdLaunchGoesOnWhereTheCancelledOneStood() throws Exception {
        JobClient first = start(1, 2, false);
        Awaitility.await().atMost(PATIENCE).until(() -> commits() > 2);
        first.cancel().get();
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        finish(start(2, 1, true));

        assertExact();
    }

    @Test
    void aLaunchBesideTheRunningJobEndsItForGood() throws Exception {
        JobClient older = start(1, 2, false);
        Awaitility.await().atMost(PATIENCE).until(() -> commits() > 2);
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        finish(start(2, 3, true));

        assertThatThrownBy(() -> older.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasStackTraceContaining("SuppressRestartsException")
                .hasStackTraceContaining("FencedException");
        assertExact();
    }

    private JobClient start(long epoch, int parallelism, boolean bounded) throws Exception {
        Map<Integer, Long> starts = new TreeMap<>();
        postgres.text("select partition || ' ' || next_offset from job_progress where job = " + job)
                .lines()
                .map(line -> line.split(" ", 2))
                .forEach(row -> starts.put(Integer.valueOf(row[0]), Long.valueOf(row[1])));
        Commits commits = new Commits(FailingPostgres.of(new Launch(job, epoch, SPEC), 1), starts);
        return TestPipeline.start(
                SPEC,
                new TestSource(TRAFFIC, SPEC.eventTime(), starts, bounded),
                new FailingCommitFactory(SPEC, commits),
                parallelism,
                Map.of());
    }

    private void finish(JobClient running) throws Exception {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(TestBalance.violations(postgres, job)).isEmpty();
            letGoOnceHalfIsCounted();
            return running.getJobExecutionResult().isDone();
        });
        running.getJobExecutionResult().get();
    }

    /** Some places are reached only where hits meet what an earlier commit has written, however few commits there are. */
    private void letGoOnceHalfIsCounted() {
        long read = postgres.number(
                "select coalesce(sum(read), 0) from job_progress join job_ledger using (job) where watermark is not null and job = "
                        + job);
        if (read >= TRAFFIC.records() / 2) {
            Faults.letGo();
        }
    }

    private long commits() {
        return postgres.number("select commits from job_ledger where job = " + job);
    }

    private void assertExact() {
        TestTraffic.Expected expected = TRAFFIC.expected();
        assertThat(TestBalance.violations(postgres, job)).isEmpty();
        assertThat(rows("hits_by_host", "host || ' '")).isEqualTo(lines(expected.byHost()));
        assertThat(rows("hits_by_host_and_referrer", "host || ' ' || referrer"))
                .isEqualTo(lines(expected.byReferrer()));
        assertThat(postgres.number("select sum(read) from job_progress where job = " + job))
                .isEqualTo(TRAFFIC.records());
        assertThat(postgres.text(
                        "select reason || ' ' || sum(rejected) from dead_letter_counts where job = %d group by reason order by reason collate \"C\""
                                .formatted(job)))
                .isEqualTo(lines(expected.rejects()));
    }

    private String rows(String table, String key) {
        return postgres.text(
                "select extract(epoch from window_start)::bigint || ' ' || %1$s || ' ' || num_hits from %2$s where job = %3$d order by (extract(epoch from window_start)::bigint || ' ' || %1$s) collate \"C\""
                        .formatted(key, table, job));
    }

    private static String lines(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey().toString(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
