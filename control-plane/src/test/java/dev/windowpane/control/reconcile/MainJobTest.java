package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jobs.GapStore;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.RevisionStore;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MainJobTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    private static JobSpec spec(String name, String kafka) {
        return JobSpecJson.parse(
                "{\"name\":\"%s\",\"source\":{\"bootstrapServers\":\"%s\",\"topic\":\"hits\"}}".formatted(name, kafka));
    }

    /** As the control plane does at its start. */
    private static void start(JobSpec spec) {
        JarStore jars = new JarStore(shop.database());
        JobStore jobs = new JobStore(new GapStore(), new RevisionStore());
        new MainJob(
                        shop.database(),
                        jobs,
                        new HistoryStore(),
                        new JarLibrary(shop.jar, jars),
                        jars,
                        Instance.config(shop.jar))
                .make(spec);
    }

    @Test
    void isMadeOnceAndPinnedToTheCurrentJar() {
        start(spec("main", "kafka:9092"));
        start(spec("main", "kafka:9092"));

        StoredJob job = shop.instance().stored("main");
        assertThat(job.revision()).isEqualTo(1);
        assertThat(job.head().madeBy()).isEqualTo(MadeBy.CREATED);
        assertThat(job.head().jar()).isPresent();
    }

    @Test
    void isUpgradedWhenTheJarHasAnotherContent() throws IOException {
        start(spec("main", "kafka:9092"));
        Files.writeString(shop.jar, "built anew");
        start(spec("main", "kafka:9092"));
        start(spec("main", "kafka:9092"));

        StoredJob job = shop.instance().stored("main");
        assertThat(job.revision()).isEqualTo(2);
        assertThat(job.head().madeBy()).isEqualTo(MadeBy.UPGRADED);
        assertThat(shop.texts("select detail as it from history where kind = 'REVISION' and job_name = 'main'"))
                .isEqualTo(job.head().note().stream().toList());
    }

    @Test
    void staysWithTheJarThatItWasRolledBackTo() throws IOException {
        start(spec("rolled-back", "kafka:9092"));
        Files.writeString(shop.jar, "built anew, and worse");
        start(spec("rolled-back", "kafka:9092"));
        shop.sql(
                "insert into job_revision (job, revision, spec, jar_sha256, made_by) select job, 3, spec, jar_sha256, 'ROLLED_BACK' from job_revision where revision = 1",
                "update job set revision = 3");
        start(spec("rolled-back", "kafka:9092"));
        assertThat(shop.instance().stored("rolled-back").revision()).isEqualTo(3);

        Files.writeString(shop.jar, "mended");
        start(spec("rolled-back", "kafka:9092"));
        assertThat(shop.instance().stored("rolled-back").revision()).isEqualTo(4);
    }

    @Test
    void aJobOfTheVersionBeforeIsUpgradedIfItRunsAnotherJar() throws IOException {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.sql("update job_revision set jar_sha256 = null, made_by = 'FOUND'");
        start(spec("shop", "kafka:9092"));
        assertThat(instance.stored("shop").revision()).isEqualTo(1);

        Files.writeString(shop.jar, "built anew");
        start(spec("shop", "kafka:9092"));
        assertThat(instance.stored("shop").revision()).isEqualTo(2);
    }

    @Test
    void followsKafkaAndIsNotRolledBackToItsOldAddress() {
        start(spec("main", "kafka:9092"));
        shop.sql("update job_revision set stable_at = now()");
        start(spec("main", "kafka:9093"));

        StoredJob job = shop.instance().stored("main");
        assertThat(job.validSpec().source().bootstrapServers()).hasToString("kafka:9093");
        assertThat(job.head().madeBy()).isEqualTo(MadeBy.MOVED);
        assertThat(job.head().fallback()).isEmpty();
    }
}
