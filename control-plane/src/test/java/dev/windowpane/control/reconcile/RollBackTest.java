package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Upgrades that hold, and upgrades that do not. */
class RollBackTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    private static Instance stable() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.sql("update job_ledger set committed_at = clock_timestamp() + interval '1 minute'");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.stored("shop").head().stableAt()).isPresent();
        });
        shop.sql("update job_ledger set committed_at = null");
        return instance;
    }

    @Test
    void aLaunchPinsTheRevisionToItsJar() throws IOException {
        Instance instance = stable();
        String pinned = instance.stored("shop").head().jar().orElseThrow().sha256();
        Files.writeString(shop.jar, "another content");
        shop.sql("update job set generation = generation + 1, updated_at = clock_timestamp()");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            instance.pass();
            assertThat(shop.flink.launchedIds()).hasSize(2);
        });
        shop.drive(instance, JobState.RUNNING);

        assertThat(shop.flink.jars().values()).containsExactly("windowpane-%s.jar".formatted(pinned));
        assertThat(instance.job("shop").run().orElseThrow().jarSha256()).hasValue(pinned);
        assertThat(instance.job("shop").upgradeAvailable()).isTrue();
    }

    @Test
    void aRevisionThatFailsIsGivenUpForTheOneThatHeld() throws IOException {
        Instance instance = stable();
        String held = instance.stored("shop").head().jar().orElseThrow().sha256();
        Files.writeString(shop.jar, "broken");
        shop.flink.before("run", () -> shop.flink.refuse("java.lang.IllegalStateException: it is broken"));
        upgrade();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.stored("shop").revision()).isEqualTo(3);
        });
        shop.flink.accept();
        shop.drive(instance, JobState.RUNNING);

        StoredJob job = instance.stored("shop");
        assertThat(job.head().madeBy()).isEqualTo(MadeBy.ROLLED_BACK);
        assertThat(job.head().jar().orElseThrow().sha256()).isEqualTo(held);
        assertThat(job.head().note())
                .hasValueSatisfying(note -> assertThat(note)
                        .startsWith("revision 2 did not hold: ")
                        .contains("it is broken", "revision 1 again"));
        assertThat(shop.flink.alive()).hasSize(1);
        assertThat(shop.texts("select detail as it from history where kind = 'REVISION'"))
                .isEqualTo(job.head().note().stream().toList());
    }

    @Test
    void aRollBackThatFailsAsWellIsTriedForEver() {
        Instance instance = stable();
        shop.flink.before("run", () -> shop.flink.refuse("java.lang.IllegalStateException: all is broken"));
        upgrade();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job("shop").run().orElseThrow().revision()).isEqualTo(3);
            assertThat(instance.job("shop").run().orElseThrow().attempt()).isGreaterThan(1);
        });
        assertThat(instance.stored("shop").revision()).isEqualTo(3);
    }

    private static void upgrade() {
        shop.sql(
                "update job set revision = revision + 1, updated_at = clock_timestamp()",
                "insert into job_revision (job, revision, spec, made_by) select id, revision, spec, 'UPGRADED' from job");
    }

    @Test
    void everyTransitionIsALineOfHistory() {
        Instance instance = stable();
        shop.desire("STOPPED");
        shop.drive(instance, JobState.STOPPED);
        assertThat(
                        shop.texts(
                                "select phase as it from history where kind = 'PHASE' and job = (select id from job) order by id"))
                .containsExactly("PLANNED", "JAR_READY", "SUBMITTING", "STARTING", "RUNNING", "CANCELLING", "STOPPED");
    }
}
