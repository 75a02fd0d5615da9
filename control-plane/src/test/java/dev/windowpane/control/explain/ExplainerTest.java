package dev.windowpane.control.explain;

import static dev.windowpane.control.explain.Situation.A_MINUTE_AGO;
import static dev.windowpane.control.explain.Situation.NOW;
import static dev.windowpane.control.explain.Situation.minuteAgo;
import static dev.windowpane.control.explain.Situation.partition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.explain.ClusterFigures.Figures;
import dev.windowpane.control.explain.ClusterFigures.Slots;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each cause by the facts that bring it about, its sentence to the letter, and what else is said. */
class ExplainerTest {
    private final Situation situation = new Situation();

    private void says(Cause cause, String sentence) {
        assertThat(situation.cause().sentence()).isEqualTo(sentence);
        assertThat(situation.cause().cause()).isEqualTo(cause);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-31T%sZ".formatted(time));
    }

    @Test
    void aHealthyJobIsSaidToBeWellAndItsOpenWindowIsSaid() {
        says(Cause.OK, "All is well: the last commit was at 12:07:55 UTC (1 s ago), 200 records/s are read.");
        assertThat(situation.causes()).containsExactly(Cause.OK, Cause.WINDOW_OPEN);
        assertThat(situation.cause().facts()).containsEntry("recordsPerSecond", 200L);
    }

    @Test
    void theFirstWindowOfAJobIsOpen() {
        situation.firstWindow = Optional.of(at("12:05:00"));
        says(Cause.WINDOW_OPEN, "The window 12:05–12:10 UTC is open; it becomes FINAL in 134 s if hits go on as now.");
        assertThat(situation.cause().facts())
                .containsEntry("windowStart", at("12:05:00"))
                .containsEntry("windowEnd", at("12:10:00"))
                .containsEntry("seconds", 134L);
    }

    @Test
    void eventTimeThatGoesTwiceAsFastHalvesTheWait() {
        situation.firstWindow = Optional.of(at("12:05:00"));
        situation.watermark = Optional.of(at("12:08:46"));
        says(Cause.WINDOW_OPEN, "The window 12:05–12:10 UTC is open; it becomes FINAL in 37 s if hits go on as now.");
    }

    @Test
    void saysSinceWhenNoRecordHasCome() {
        situation.quietSince(at("12:03:46"));
        says(
                Cause.NO_DATA,
                "No record has come from topic 'hits' since 12:03:46 UTC (4 min 10 s ago); the job is running and has read 12,345 records.");
        assertThat(situation.cause().since()).hasValue(at("12:03:46"));
        assertThat(situation.cause().facts()).containsEntry("seconds", 250L).containsEntry("read", 12_345L);
    }

    @Test
    void saysThatNoRecordHasEverCome() {
        situation.partitions = List.of();
        situation.before = Optional.empty();
        situation.watermark = Optional.empty();
        says(
                Cause.NO_DATA,
                "No record has come from topic 'hits' yet, the job is running since 11:07:56 UTC (1 h ago): is it the right topic, and does startFrom skip what is in it?");
        assertThat(situation.causes()).containsExactly(Cause.NO_DATA);
    }

    @Test
    void aPauseOfSomeSecondsIsNoReason() {
        situation.quietSince(NOW.minusSeconds(9));
        assertThat(situation.causes()).doesNotContain(Cause.NO_DATA, Cause.ALL_IDLE);
    }

    @Test
    void aJobThatHasJustComeUpHasHadNoTimeToRead() {
        situation.quietSince(NOW.minusSeconds(15));
        situation.stateSince = NOW.minusSeconds(5);
        assertThat(situation.causes()).doesNotContain(Cause.NO_DATA);
        situation.stateSince = NOW.minusSeconds(10);
        assertThat(situation.causes()).contains(Cause.NO_DATA);
    }

    @Test
    void saysThatWhatWasAskedForWasGivenUp() {
        situation.givenUp = Optional.of("revision 3 did not hold: no such topic; spec and JAR of revision 2 again");
        assertThat(situation.causes()).containsExactly(Cause.OK, Cause.WINDOW_OPEN, Cause.REVISION_GIVEN_UP);
        assertThat(situation.explained().getLast().sentence())
                .isEqualTo("Revision 1: revision 3 did not hold: no such topic; spec and JAR of revision 2 again.");
    }

    @Test
    void recordsThatWaitAreNotNoRecords() {
        situation.quietSince(at("12:03:46"));
        situation.figures(12);
        assertThat(situation.causes()).doesNotContain(Cause.NO_DATA, Cause.ALL_IDLE);
    }

    @Test
    void idlePartitionsAreSaidBesideTheirReason() {
        situation.quietSince(at("12:07:26"));
        assertThat(situation.causes()).containsExactly(Cause.NO_DATA, Cause.ALL_IDLE, Cause.WINDOW_OPEN);
        assertThat(situation.explained().get(1).sentence())
                .isEqualTo(
                        "All 3 partitions have been idle since 12:07:26 UTC (30 s ago), longer than the idle time-out of 30 s: open windows become FINAL without waiting for more hits.");
        situation.quietSince(at("12:07:27"));
        assertThat(situation.causes()).doesNotContain(Cause.ALL_IDLE);
    }

    @Test
    void saysWhichPartitionHoldsTheWatermark() {
        situation.partitions = List.of(
                partition(0, 12_345, 0, at("12:07:55"), NOW),
                partition(1, 0, 0, at("12:07:50"), NOW),
                partition(2, 0, 0, at("12:01:55"), NOW));
        situation.watermark = Optional.of(at("12:01:40"));
        situation.heldSince = Optional.of(at("12:05:00"));
        says(
                Cause.PARTITION_HOLDS_WATERMARK,
                "Partition 2 holds the watermark at 12:01:40 UTC: its newest hit is 6 min behind partition 0's, since 12:05:00 UTC at the latest.");
        assertThat(situation.cause().since()).hasValue(at("12:05:00"));
        assertThat(situation.cause().facts())
                .containsEntry("partition", 2)
                .containsEntry("newestPartition", 0)
                .containsEntry("behindSeconds", 360L);
    }

    @Test
    void anIdlePartitionHoldsNothing() {
        situation.partitions = List.of(
                partition(0, 12_345, 0, at("12:07:55"), NOW), partition(2, 0, 0, at("12:01:55"), NOW.minusSeconds(30)));
        assertThat(situation.causes()).doesNotContain(Cause.PARTITION_HOLDS_WATERMARK);
    }

    @Test
    void partitionsThatDriftALittleHoldNothing() {
        situation.partitions =
                List.of(partition(0, 12_345, 0, NOW, NOW), partition(1, 0, 0, NOW.minusSeconds(45), NOW));
        assertThat(situation.causes()).doesNotContain(Cause.PARTITION_HOLDS_WATERMARK);
        situation.partitions =
                List.of(partition(0, 12_345, 0, NOW, NOW), partition(1, 0, 0, NOW.minusSeconds(46), NOW));
        assertThat(situation.causes()).contains(Cause.PARTITION_HOLDS_WATERMARK);
    }

    @Test
    void saysWhyEverythingIsRejected() {
        situation.partitions = List.of(partition(0, 845, 500, NOW, NOW));
        situation.deadLetters = Map.of("BAD_TIME", 500L, "NO_HOST", 7L);
        situation.before = Optional.of(minuteAgo(345, 0, Map.of("BAD_TIME", 2L, "NO_HOST", 5L), Map.of()));
        says(
                Cause.EVERYTHING_REJECTED,
                "All 500 records read since 12:06:56 UTC became dead letters, 498 of them BAD_TIME: 'event_time' is in none of the formats iso, sql: repair the producer, or set eventTime.formats.");
        assertThat(situation.cause().since()).hasValue(A_MINUTE_AGO);
        assertThat(situation.cause().facts())
                .containsEntry("read", 500L)
                .containsEntry("reason", "BAD_TIME")
                .containsEntry("rejected", 498L);
    }

    @Test
    void knowsWithoutAnEarlierLookThatEverythingWasRejected() {
        situation.partitions = List.of(partition(0, 3, 3, NOW, NOW));
        situation.deadLetters = Map.of("NO_HOST", 3L);
        situation.before = Optional.empty();
        says(
                Cause.EVERYTHING_REJECTED,
                "All 3 records read so far became dead letters, 3 of them NO_HOST: each hit needs a text 'host'.");
    }

    @Test
    void oneHitIsEnoughForNotEverythingToBeRejected() {
        situation.partitions = List.of(partition(0, 845, 499, NOW, NOW));
        assertThat(situation.causes()).doesNotContain(Cause.EVERYTHING_REJECTED);
    }

    @Test
    void saysByHowMuchEverythingIsLate() {
        situation.before = Optional.of(minuteAgo(11_145, 0, Map.of(), Map.of(7200L, 10L)));
        situation.lateness = Map.of(60L, 500L, 7200L, 610L, 21_600L, 100L);
        says(
                Cause.EVERYTHING_LATE,
                "All 1,200 hits since 12:06:56 UTC were late: they belong to windows that were FINAL, half of them 2 h or more after their window's end. They are counted there, which is CORRECTED now; no newer window gets any.");
        assertThat(situation.cause().facts()).containsEntry("hits", 1200L).containsEntry("medianSeconds", 7200L);
        situation.lateness = Map.of(60L, 499L, 7200L, 610L, 21_600L, 100L);
        assertThat(situation.causes()).doesNotContain(Cause.EVERYTHING_LATE);
    }

    @Test
    void saysHowLongABacklogTakes() {
        situation.figures(1_200_000);
        situation.before = Optional.of(minuteAgo(345, 0, Map.of(), Map.of()));
        situation.partitions = List.of(partition(0, 1_200_345, 0, NOW, NOW));
        says(
                Cause.LAGGING,
                "1.2 M records wait in Kafka; at 20,000 records/s they are read in 1 min, if no more came.");
        assertThat(situation.cause().facts())
                .containsEntry("pendingRecords", 1_200_000L)
                .containsEntry("recordsPerSecond", 20_000L);
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1999, false", "2000, true"})
    void aFewSecondsOfRecordsAreNoLag(long pending, boolean lags) {
        situation.figures(pending);
        assertThat(situation.causes().contains(Cause.LAGGING)).isEqualTo(lags);
    }

    @Test
    void aLagWithoutSpeedSaysSo() {
        situation.figures(5000);
        situation.before = Optional.empty();
        says(Cause.LAGGING, "5,000 records wait in Kafka; how fast they are read is known in a few seconds.");
        situation.quietSince(NOW.minusSeconds(60));
        situation.before = Optional.of(minuteAgo(12_345, 0, Map.of(), Map.of()));
        says(Cause.LAGGING, "5,000 records wait in Kafka, and hardly any is read.");
    }

    @Test
    void saysThatNoCheckpointCompletes() {
        situation.figures = Optional.of(new Figures(0, Optional.of(0L), Optional.empty(), false, 3_565_158));
        situation.committedAt = Optional.of(at("12:07:36"));
        situation.quietSince(at("12:07:36"));
        says(
                Cause.CHECKPOINTS_FAIL,
                "Records are read (3.4 MiB wait in the job's memory), but nothing has been committed since 12:07:36 UTC (20 s ago): no checkpoint completes. Is there room where Flink keeps checkpoints? Its log says why; nothing is lost.");
        assertThat(situation.causes()).doesNotContain(Cause.NO_DATA, Cause.ALL_IDLE);
        situation.committedAt = Optional.of(at("12:07:50"));
        assertThat(situation.causes()).doesNotContain(Cause.CHECKPOINTS_FAIL, Cause.NO_DATA);
    }

    @Test
    void saysThatTheJobCannotReachPostgres() {
        situation.figures = Optional.of(new Figures(0, Optional.of(0L), Optional.of(at("12:07:36")), false, 3_565_158));
        says(
                Cause.POSTGRES_UNREACHABLE,
                "The job cannot commit to Postgres since 12:07:36 UTC (20 s ago): 3.4 MiB wait in its memory and the rest in Kafka, nothing is lost. It tries again by itself.");
        situation.figures = Optional.of(new Figures(0, Optional.empty(), Optional.of(at("12:07:36")), true, 10));
        says(
                Cause.POSTGRES_UNREACHABLE,
                "The job cannot commit to Postgres since 12:07:36 UTC (20 s ago): 10 bytes wait in its memory and the rest in Kafka, nothing is lost. Somebody has to act: the job's log on Flink says ALARM and what to do.");
    }

    @Test
    void saysThatWeCannotReachPostgresAndGoesOnFromMemory() {
        situation.postgresAwaySince = Optional.of(at("12:07:46"));
        says(
                Cause.POSTGRES_UNREACHABLE,
                "Postgres does not answer the control plane since 12:07:46 UTC (10 s ago), what follows is as of 12:07:56 UTC. No hit is lost: what is not committed stays in Kafka.");
        assertThat(situation.causes()).containsExactly(Cause.POSTGRES_UNREACHABLE, Cause.WINDOW_OPEN);
        situation.looked = false;
        says(
                Cause.POSTGRES_UNREACHABLE,
                "Postgres does not answer the control plane since 12:07:46 UTC (10 s ago). No hit is lost: what is not committed stays in Kafka.");
    }

    @Test
    void saysThatFlinkCannotBeReached() {
        situation.state = JobState.UNKNOWN;
        situation.sighting = new Sighting.Unreachable(at("12:06:56"), "Connection refused");
        says(
                Cause.FLINK_UNREACHABLE,
                "Flink cannot be reached since 12:06:56 UTC (1 min ago): Connection refused. Whether the job runs is not known; its last commit was at 12:07:55 UTC (1 s ago).");
        situation.sighting = new Sighting.NotLooked();
        situation.looked = false;
        says(
                Cause.FLINK_UNREACHABLE,
                "Flink cannot be reached since 11:07:56 UTC (1 h ago). Whether the job runs is not known.");
    }

    @Test
    void saysHowManySlotsAreMissing() {
        situation.state = JobState.STARTING;
        situation.stateSince = at("12:07:36");
        situation.sighting = new Sighting.Seen(Condition.COMING, 0, 9, 0, Optional.empty());
        situation.figures = Optional.of(new Figures(9, Optional.empty(), Optional.empty(), false, 0));
        situation.slots = Optional.of(new Slots(1, 4));
        says(
                Cause.NO_SLOTS,
                "The job needs 3 task slots, 1 of 4 are free, since 12:07:36 UTC (20 s ago): start another TaskManager, stop another job, or lower execution.parallelism.");
        assertThat(situation.causes()).containsExactly(Cause.NO_SLOTS);
        situation.slots = Optional.of(new Slots(3, 4));
        says(Cause.RESTARTING, "The job is being launched since 12:07:36 UTC (20 s ago).");
    }

    @Test
    void aLaunchThatIsUnderWayHasItsSlotsInAMoment() {
        situation.state = JobState.STARTING;
        situation.stateSince = NOW.minusSeconds(2);
        situation.sighting = new Sighting.Seen(Condition.COMING, 0, 9, 0, Optional.empty());
        situation.figures = Optional.of(new Figures(9, Optional.empty(), Optional.empty(), false, 0));
        situation.slots = Optional.of(new Slots(1, 4));
        says(Cause.RESTARTING, "The job is being launched since 12:07:54 UTC (2 s ago).");
    }

    @Test
    void saysTheRootCauseOfARestart() {
        situation.state = JobState.RESTARTING;
        situation.stateSince = at("12:07:36");
        situation.detail = Optional.of("ConnectException: no route to kafka");
        situation.sighting = new Sighting.Seen(Condition.RESTARTING, 0, 9, 0, Optional.empty());
        says(
                Cause.RESTARTING,
                "The job is being restarted since 12:07:36 UTC (20 s ago): ConnectException: no route to kafka.");
        situation.state = JobState.FAILED;
        says(
                Cause.RESTARTING,
                "The job has failed since 12:07:36 UTC (20 s ago): ConnectException: no route to kafka.");
    }

    @Test
    void saysThatTheJobIsStopped() {
        situation.state = JobState.STOPPED;
        situation.stateSince = Instant.parse("2026-01-29T09:00:00Z");
        says(
                Cause.STOPPED,
                "The job is stopped since 2026-01-29 09:00:00 UTC (2 d 3 h ago); when it is started it goes on where it stopped, and no hit is missed.");
        situation.state = JobState.STOPPING;
        situation.stateSince = NOW;
        says(
                Cause.STOPPED,
                "The job is being stopped since 12:07:56 UTC (0 s ago); when it is started it goes on where it stopped, and no hit is missed.");
    }

    @Test
    void saysWhatBlocksTheJob() {
        situation.state = JobState.BLOCKED;
        situation.detail = Optional.of("topic 'hits' partition 0: 150 records were deleted");
        says(
                Cause.BLOCKED,
                "The job is not launched since 11:07:56 UTC (1 h ago): topic 'hits' partition 0: 150 records were deleted.");
    }

    @Test
    void saysThatTheJobHasReadEverything() {
        situation.state = JobState.COMPLETED;
        says(
                Cause.COMPLETED,
                "The job has ended at 11:07:56 UTC: it has read all 12,345 records that it was to read, every window is FINAL.");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void hasAnAnswerWhateverIsMissing(JobState state) {
        situation.state = state;
        situation.looked = false;
        situation.before = Optional.empty();
        situation.figures = Optional.empty();
        situation.sighting = new Sighting.NotLooked();
        assertThat(situation.cause().sentence()).endsWith(".").doesNotContain("Optional", "null");
        situation.looked = true;
        situation.watermark = Optional.empty();
        situation.partitions = List.of();
        assertThat(situation.explained()).isNotEmpty();
    }
}
