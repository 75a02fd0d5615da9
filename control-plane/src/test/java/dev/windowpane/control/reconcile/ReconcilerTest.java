package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reconciler over a real Postgres and a fake Flink, where nothing goes wrong on our side. */
class ReconcilerTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    @Test
    void isNotRunningBeforeAllTasksRun() {
        shop.flink.slots(false);
        Instance instance = shop.instance();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).startsWith("0 of 9 tasks run"));
        });
        assertThat(instance.job("shop").state()).isEqualTo(JobState.STARTING);

        shop.flink.slots(true);
        shop.drive(instance, JobState.RUNNING);
        shop.flink.state(shop.flink.launchedIds().getFirst(), "RESTARTING", 0);
        shop.drive(instance, JobState.RESTARTING);
        shop.flink.state(shop.flink.launchedIds().getFirst(), "RUNNING", 9);
        shop.drive(instance, JobState.RUNNING);
    }

    @Test
    void aBoundedJobThatEndsIsCompletedAndLaunchedAgainOnlyWhenAsked() {
        shop.sql(
                "update job set spec = '{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\",\"stopAt\":{\"type\":\"latest\"}}}'");
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.flink.finish(shop.flink.launchedIds().getFirst());
        shop.drive(instance, JobState.COMPLETED);
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(instance.job("shop").run().orElseThrow().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(shop.flink.launchedIds()).hasSize(1);

        shop.desire("RUNNING");
        shop.drive(instance, JobState.RUNNING);
        shop.flink.finish(shop.flink.launchedIds().getLast());
        shop.drive(instance, JobState.COMPLETED);
        assertThat(shop.flink.launchedIds()).hasSize(2);
    }

    @Test
    void anEndlessJobThatEndsIsLaunchedAgain() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.flink.finish(shop.flink.launchedIds().getFirst());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(shop.flink.launchedIds()).hasSize(2);
        });
        shop.drive(instance, JobState.RUNNING);
    }

    @Test
    void wantedDeadLettersRelaunchAStableRunAndNoOther() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.sql(
                "insert into dead_letters (job, topic, partition, \"offset\", reason, record_time, size, payload, replay) select id, 'hits', 0, 5, 'BAD_TIME', now(), 1, 'x', 'WANTED' from job");
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(shop.flink.cancels()).isEmpty();

        shop.sql("update run set stable_at = clock_timestamp() - interval '1 hour'");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(shop.flink.launchedIds()).hasSize(2);
        });
        shop.drive(instance, JobState.RUNNING);
        assertThat(shop.flink.alive()).hasSize(1);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }
}
