package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Flink jobs that are no run under way: ours by their id, whatever they are called. */
class StraysTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    private static final String OURS = "ffffffffffffffffffffffffffffffff";
    private static final String FOREIGN = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

    @Test
    void cancelsARunOfOursThatHasEndedAndTouchesNoOther() {
        shop.sql(
                "insert into run (id, job, revision, phase, updated_at) select '%s', id, 1, 'FAILED', now() - interval '1 hour' from job"
                        .formatted(OURS));
        shop.flink.addStray(OURS, "whatever it is called");
        shop.flink.addStray(FOREIGN, "windowpane shop");
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        awaitCancelled(instance);

        assertThat(shop.flink.job(FOREIGN))
                .hasValueSatisfying(job -> assertThat(job.state()).isEqualTo("RUNNING"));
        assertThat(shop.texts("select run as it from history where kind = 'NOTE' and job = (select id from job)"))
                .containsExactly(OURS);
    }

    @Test
    void cancelsARunWhoseJobIsNoMore() {
        shop.sql("""
                insert into history (job, job_name, kind, run, revision, phase) values (-1, 'gone', 'PHASE', '%s', 1, 'SUBMITTING')
                """.formatted(OURS));
        shop.flink.addStray(OURS, "windowpane gone");
        awaitCancelled(shop.instance());
    }

    private static void awaitCancelled(Instance instance) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            instance.pass();
            assertThat(shop.flink.cancels().stream().distinct()).isEqualTo(List.of(OURS));
        });
    }

    @Test
    void aRunThatWasBelievedToBeLostGoesOnUnderItsEpoch() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        String run = shop.flink.launchedIds().getFirst();
        shop.sql(
                "update run set phase = 'LOST', error = 'gone'",
                "insert into run (id, job, revision, phase, error) select '%s', id, 1, 'JAR_READY', 'no answer' from job"
                        .formatted(OURS));

        shop.drive(instance, JobState.RUNNING);

        assertThat(instance.job("shop").run()).hasValueSatisfying(adopted -> {
            assertThat(adopted.id()).isEqualTo(run);
            assertThat(adopted.epoch()).isEqualTo(1);
            assertThat(adopted.phase()).isEqualTo(Phase.RUNNING);
            assertThat(adopted.error()).isEmpty();
        });
        assertThat(shop.flink.launchedIds()).containsExactly(run);
        assertThat(shop.flink.cancels()).isEmpty();
    }
}
