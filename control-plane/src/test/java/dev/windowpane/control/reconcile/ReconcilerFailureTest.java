package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of runs that fail, and of launches that cannot be. */
class ReconcilerFailureTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    @Test
    void keepsTheRootCauseOfAFailureAndLaunchesAgain() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.flink.fail(
                shop.flink.launchedIds().getFirst(),
                "org.apache.flink.runtime.JobException: Recovery is suppressed\nCaused by: java.lang.IllegalStateException: offsets expired");
        shop.drive(instance, JobState.FAILED);
        assertThat(instance.job("shop").detail())
                .hasValueSatisfying(detail ->
                        assertThat(detail).contains("IllegalStateException: offsets expired", "launched again"));

        shop.drive(instance, JobState.RUNNING);
        assertThat(instance.job("shop").run().orElseThrow().attempt()).isEqualTo(2);
        assertThat(shop.flink.alive()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.windowpane.job.commit.FencedException: job 1: epoch 1 is no longer the newest",
                "dev.windowpane.job.commit.InconsistentProgressException: partition 0 stands at 5, not at 7"
            })
    void aRunThatLedgerAndOffsetsRefuseIsLaunchedAnewFromPostgres(String cause) {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        String first = shop.flink.launchedIds().getFirst();
        shop.flink.fail(
                first,
                "org.apache.flink.runtime.execution.SuppressRestartsException: Unrecoverable failure.\nCaused by: "
                        + cause);
        shop.drive(instance, JobState.FAILED);
        assertThat(instance.job("shop").run().orElseThrow().error()).hasValue(cause.substring(cause.indexOf(": ") + 2));

        shop.drive(instance, JobState.RUNNING);
        assertThat(shop.flink.launchedIds()).hasSize(2);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void saysWhyFlinkRestartsAJobAndLeavesItToFlink() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.flink.restarting(shop.flink.launchedIds().getFirst(), "java.net.ConnectException: no route to kafka");
        shop.drive(instance, JobState.RESTARTING);
        assertThat(instance.job("shop").detail()).hasValue("ConnectException: no route to kafka");
        instance.pass();
        assertThat(shop.texts(
                        "select detail as it from history where kind = 'EXCEPTION' and job = (select id from job)"))
                .containsExactly("ConnectException: no route to kafka");
        assertThat(shop.flink.cancels()).isEmpty();
    }

    @Test
    void aRunWhoseOffsetsHaveExpiredIsGivenUpAndTheGapThenBlocksTheJob() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        String first = shop.flink.launchedIds().getFirst();
        // What main() does when it finds the gap: a row, and an exception
        shop.flink.before("run", () -> {
            findGap(0, 100, 250);
            findGap(1, 7, 9);
            shop.flink.refuse("dev.windowpane.job.launch.GapException: 150 records were deleted");
        });
        shop.flink.restarting(
                first,
                "java.lang.RuntimeException: One or more fetchers have encountered exception\n"
                        + "Caused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position is out of range");
        shop.drive(instance, JobState.BLOCKED);

        assertThat(shop.flink.cancels()).containsExactly(first);
        assertThat(shop.flink.alive()).isEmpty();
        assertThat(instance.job("shop").detail())
                .hasValue(
                        "topic 'hits' partition 0: 150 records (offsets 100 to 249) were deleted from Kafka before they were counted; "
                                + "topic 'hits' partition 1: 2 records (offsets 7 to 8) were deleted from Kafka before they were counted. "
                                + "Accept this to go on without them (POST /api/jobs/shop/gaps/accept)");
        int launches = shop.flink.jars().size();
        shop.flink.accept();
        for (int pass = 0; pass < 5; pass++) {
            instance.pass();
        }
        assertThat(instance.job("shop").state()).isEqualTo(JobState.BLOCKED);
        assertThat(shop.flink.alive()).isEmpty();
        assertThat(shop.flink.jars()).hasSize(launches);

        shop.sql("update gap set accepted_at = clock_timestamp()", "update job set updated_at = clock_timestamp()");
        shop.drive(instance, JobState.RUNNING);
        assertThat(shop.flink.alive()).hasSize(1);
    }

    private void findGap(int partition, long from, long to) {
        shop.sql(
                "insert into gap (job, partition, from_offset, to_offset, reason) select id, %d, %d, %d, 'EXPIRED' from job"
                        .formatted(partition, from, to));
    }

    @Test
    void aSpecThatThisVersionRefusesStopsItsOwnJobOnly() {
        shop.sql("""
                insert into job (name, spec, desired) values
                  ('old', '{"name":"old","source":{"bootstrapServers":"kafka:9092","topic":"hits"},"window":{"type":"tumbling","size":"PT0S"}}', 'RUNNING')
                """);
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        assertThat(instance.job("old").state()).isEqualTo(JobState.FAILED);
        assertThat(instance.job("old").detail())
                .hasValueSatisfying(detail -> assertThat(detail)
                        .startsWith("this version refuses the stored spec at '/window/size': ")
                        .contains("PT0S", "PUT /api/jobs/old"));
        assertThat(shop.flink.launchedIds()).hasSize(1);
    }

    @Test
    void aJarThatIsMissingIsSaidAndWaitedFor() throws IOException {
        Path moved = shop.jar.resolveSibling("moved.jar");
        Files.move(shop.jar, moved);
        Instance instance = shop.instance();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            instance.pass();
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).contains("job.jar"));
        });
        Files.move(moved, shop.jar);
        shop.drive(instance, JobState.RUNNING);
        assertThat(shop.flink.submissions()).hasSize(1);
    }
}
