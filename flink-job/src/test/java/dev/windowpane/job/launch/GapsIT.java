package dev.windowpane.job.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.job.commit.TestPostgres;
import dev.windowpane.job.testing.TestKafka;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a launch does when Kafka no longer has what comes next, with a real Kafka and Postgres. */
final class GapsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final TestKafka kafka = TestKafka.shared();
    private final TestPostgres postgres = TestPostgres.shared();
    private final String name = "g" + UUID.randomUUID().toString().substring(0, 8);
    private final int job = postgres.newJob(name);
    private final String topic = kafka.newTopic(2);

    @BeforeEach
    void launchedOnceAndReadToOffsetThree() {
        fill(0, 10);
        fill(1, 10);
        prepare();
        postgres.execute("update job_progress set next_offset = 3, read = 3 where job = " + job);
    }

    @Test
    void deletedRecordsOfAllPartitionsAreNotedAndSaid() {
        kafka.deleteRecords(topic, 0, 4);
        kafka.deleteRecords(topic, 1, 8);

        assertThat(refusal())
                .isEqualTo(
                        ("topic '%1$s' partition 0 has lost 1 uncounted record, offsets 3 to 3: Kafka begins at offset 4; "
                                        + "topic '%1$s' partition 1 has lost 5 uncounted records, offsets 3 to 7: Kafka begins at offset 8. "
                                        + "Accept it on the Jobs page or with POST /api/jobs/%2$s/gaps/accept, or restore the topic")
                                .formatted(topic, name));
        assertThat(openGaps()).isEqualTo("0 3-4 EXPIRED\n1 3-8 EXPIRED");
        assertThat(progress()).isEqualTo("0 3 0\n1 3 0");
    }

    @Test
    void anAcceptedGapIsPassedOverAndStaysInTheLedger() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        accept("partition = 0");

        assertThat(prepare().starts()).isEqualTo(Map.of(0, 4L, 1, 3L));
        assertThat(progress()).isEqualTo("0 4 1\n1 3 0");
        assertThat(openGaps()).isEmpty();
        assertThat(appliedGaps()).isEqualTo("0 3-4 EXPIRED");
        assertThat(prepare().starts()).isEqualTo(Map.of(0, 4L, 1, 3L));
        assertThat(progress()).isEqualTo("0 4 1\n1 3 0");
    }

    @Test
    void whereKafkaHasMovedOnSinceTheAcceptanceTheRealGapIsWritten() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        accept("partition = 0");
        kafka.deleteRecords(topic, 0, 9);

        assertThat(prepare().starts()).containsEntry(0, 9L);
        assertThat(progress()).isEqualTo("0 9 6\n1 3 0");
        assertThat(appliedGaps()).isEqualTo("0 3-9 EXPIRED");
    }

    @Test
    void nothingMovesUntilAllGapsAreAccepted() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        accept("partition = 0");
        kafka.deleteRecords(topic, 1, 5);

        assertThat(refusal())
                .startsWith(
                        "topic '%s' partition 1 has lost 2 uncounted records, offsets 3 to 4: Kafka begins at offset 5."
                                .formatted(topic));
        assertThat(progress()).isEqualTo("0 3 0\n1 3 0");
        assertThat(openGaps()).isEqualTo("0 3-4 EXPIRED accepted\n1 3-5 EXPIRED");

        accept("partition = 1");
        assertThat(prepare().starts()).isEqualTo(Map.of(0, 4L, 1, 5L));
    }

    @Test
    void aGapThatGrowsWhileItIsOpenIsNotedAnew() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        kafka.deleteRecords(topic, 0, 6);
        refusal();

        assertThat(openGaps()).isEqualTo("0 3-6 EXPIRED");
    }

    @Test
    void aGapThatHasHealedIsForgotten() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        postgres.execute("update job_progress set next_offset = 5 where partition = 0 and job = " + job);

        assertThat(prepare().starts()).containsEntry(0, 5L);
        assertThat(openGaps()).isEmpty();
        assertThat(appliedGaps()).isEmpty();
    }

    @Test
    void aTopicMadeAnewIsAGapEvenWhereItsOffsetsWouldFit() {
        kafka.delete(topic);
        kafka.create(topic, 2);
        fill(0, 5);

        assertThat(refusal())
                .startsWith(
                        "topic '%1$s' partition 0 was counted up to offset 3, but the topic was made anew since then: it has 5 records now, from offset 0 on; topic '%1$s' partition 1 was counted up to offset 3"
                                .formatted(topic));
        assertThat(openGaps()).isEqualTo("0 3-0 TOPIC_RECREATED\n1 3-0 TOPIC_RECREATED");

        accept("true");
        assertThat(prepare().starts()).isEqualTo(Map.of(0, 0L, 1, 0L));
        assertThat(progress()).isEqualTo("0 0 -3\n1 0 -3");
        assertThat(prepare().starts()).isEqualTo(Map.of(0, 0L, 1, 0L));
    }

    @Test
    void acceptingThatRecordsExpiredIsNotAcceptingThatTheTopicWasMadeAnew() {
        kafka.deleteRecords(topic, 0, 4);
        refusal();
        accept("true");
        kafka.delete(topic);
        kafka.create(topic, 2);

        assertThat(refusal()).contains("partition 0 was counted up to offset 3, but the topic was made anew");
        assertThat(openGaps()).isEqualTo("0 3-0 TOPIC_RECREATED\n1 3-0 TOPIC_RECREATED");
    }

    @Test
    void aPartitionThatIsGoneIsPassedOverAndReadFromItsBeginningWhenItComesBack() {
        kafka.delete(topic);
        kafka.create(topic, 1);
        assertThat(refusal())
                .contains("topic '%s' has no partition 1 any more, but it was counted up to offset 3".formatted(topic));
        assertThat(openGaps()).isEqualTo("0 3-0 TOPIC_RECREATED\n1 3-0 PARTITION_GONE");

        accept("true");
        prepare();
        prepare();
        kafka.addPartitions(topic, 2);
        fill(1, 2);

        assertThat(prepare().starts()).isEqualTo(Map.of(0, 0L, 1, 0L));
        assertThat(openGaps()).isEmpty();
    }

    @Test
    void aTopicThatHasLostItsEndGoesOnAtTheEndSoThatNothingIsCountedTwice() {
        postgres.execute("update job_progress set next_offset = 12 where partition = 1 and job = " + job);

        assertThat(refusal())
                .startsWith(
                        "topic '%s' partition 1 was counted up to offset 12, but it ends at offset 10 now: Kafka has lost 2 counted records."
                                .formatted(topic));
        accept("true");
        assertThat(prepare().starts()).containsEntry(1, 10L);
        assertThat(progress()).isEqualTo("0 3 0\n1 10 -2");
    }

    @Test
    void aNewPartitionWhoseFirstRecordsAreGoneIsAGap() {
        kafka.addPartitions(topic, 3);
        fill(2, 6);
        kafka.deleteRecords(topic, 2, 5);

        assertThat(refusal())
                .startsWith("topic '%s' partition 2 has lost 5 uncounted records, offsets 0 to 4:".formatted(topic));
        accept("true");
        assertThat(prepare().starts()).containsEntry(2, 5L);
    }

    @Test
    void anOlderLaunchNotesNothing() {
        kafka.deleteRecords(topic, 0, 4);
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        assertThatThrownBy(this::prepare).isInstanceOf(FencedException.class);
        assertThat(openGaps()).isEmpty();
    }

    private Reading prepare() {
        Launch launch = new Launch(
                job,
                1,
                JobSpecJson.parse("{\"name\":\"%s\",\"source\":%s,\"startFrom\":{\"type\":\"earliest\"}}}"
                        .formatted(name, kafka.source(topic))));
        return Preparation.of(launch, postgres.environment());
    }

    private String refusal() {
        return String.valueOf(
                catchThrowableOfType(GapException.class, this::prepare).getMessage());
    }

    /** As the control plane does. */
    private void accept(String which) {
        postgres.execute("update gap set accepted_at = now() where job = %d and %s".formatted(job, which));
    }

    private void fill(int partition, int records) {
        for (int i = 0; i < records; i++) {
            kafka.send(topic, partition, NOW, "{}");
        }
        kafka.flush();
    }

    private String progress() {
        return postgres.text(
                "select partition || ' ' || next_offset || ' ' || skipped from job_progress where job = %d order by 1"
                        .formatted(job));
    }

    private String openGaps() {
        return gaps("applied_at is null");
    }

    private String appliedGaps() {
        return gaps("applied_at is not null");
    }

    private String gaps(String which) {
        return postgres.text(
                "select partition || ' ' || from_offset || '-' || to_offset || ' ' || reason || case when accepted_at is not null and applied_at is null then ' accepted' else '' end from gap where job = %d and %s order by 1"
                        .formatted(job, which));
    }
}
