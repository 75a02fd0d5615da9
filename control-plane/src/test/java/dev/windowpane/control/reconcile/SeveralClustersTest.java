package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.spec.ClusterName;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs on two clusters: each is looked at, launched and left alone on its own. */
class SeveralClustersTest {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static TestDatabase database;
    private static Path jar;

    private final FakeFlink home = new FakeFlink();
    private final FakeFlink east = new FakeFlink();

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
    void oneJobOnEach() {
        database.sql("delete from job", "delete from lease", """
                insert into job (name, spec, desired) values
                  ('near', '{"name":"near","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'RUNNING'),
                  ('far', '{"name":"far","source":{"bootstrapServers":"kafka:9092","topic":"hits"},"execution":{"cluster":"east"}}',
                   'RUNNING')
                """, "insert into job_ledger (job) select id from job");
    }

    private Instance instance() {
        return new Instance(database.database(), name -> name.equals(ClusterName.DEFAULT) ? home : east, jar);
    }

    private static void awaitRunning(Instance instance, String job) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job(job).state()).isEqualTo(JobState.RUNNING);
        });
    }

    @Test
    void launchesEachJobOnItsCluster() {
        Instance instance = instance();

        awaitRunning(instance, "near");
        awaitRunning(instance, "far");

        assertThat(home.jobs()).extracting(FakeFlink.FakeJob::name).containsExactly("windowpane near");
        assertThat(east.jobs()).extracting(FakeFlink.FakeJob::name).containsExactly("windowpane far");
        assertThat(instance.job("far").run().orElseThrow().cluster()).isEqualTo(new ClusterName("east"));
    }

    @Test
    void aClusterThatIsAwaySaysNothingAboutJobsOfAnother() {
        Instance instance = instance();
        awaitRunning(instance, "far");

        east.before("overview", () -> {
            throw new ProcessingException("connection refused");
        });
        instance.pass();

        assertThat(instance.job("far").state()).isEqualTo(JobState.UNKNOWN);
        assertThat(instance.job("far").detail())
                .hasValueSatisfying(why -> assertThat(why).contains("connection refused"));
        awaitRunning(instance, "near");
        awaitRunning(instance, "far");
        assertThat(east.launchedIds()).hasSize(1);
    }
}
