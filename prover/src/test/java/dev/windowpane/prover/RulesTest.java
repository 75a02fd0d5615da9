package dev.windowpane.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Rules RULES = new Rules(true);
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final long FIRST = Instant.parse("2026-11-20T11:45:00Z").getEpochSecond();
    private static final long SECOND = FIRST + 300;
    /** The first window is FINAL. */
    private static final String WATERMARK = "2026-11-20T11:50:00Z";

    private static final PartitionLook PARTITION = partition(110, 110, 10, 0, 100);

    private static PartitionLook partition(long next, long read, long rejected, long retired, long inWindows) {
        return new PartitionLook(0, 0, next, read, rejected, retired, 0, rejected, inWindows);
    }

    private static WindowLook window(long start, long hits, long late) {
        return new WindowLook(start, hits, late, hits, late);
    }

    private static Look look(PartitionLook partition, WindowLook... windows) {
        return look(WATERMARK, Long.MIN_VALUE, partition, windows);
    }

    private static Look look(String watermark, long keptFrom, PartitionLook partition, WindowLook... windows) {
        TreeMap<Integer, PartitionLook> partitions = new TreeMap<>();
        partitions.put(partition.partition(), partition);
        TreeMap<Long, WindowLook> byStart = new TreeMap<>();
        List.of(windows).forEach(it -> byStart.put(it.start(), it));
        TreeMap<Integer, JobLook> jobs = new TreeMap<>();
        jobs.put(
                1,
                new JobLook(
                        1,
                        "a",
                        1,
                        Optional.of(Instant.parse(watermark)),
                        Optional.empty(),
                        keptFrom,
                        1,
                        true,
                        partitions,
                        byStart));
        return new Look(AT, jobs);
    }

    private static List<Rule> within(Look look) {
        return RULES.within(look).stream().map(Violation::rule).toList();
    }

    private static List<Rule> between(Look before, Look now) {
        return RULES.between(before, now).stream().map(Violation::rule).toList();
    }

    private static final Look RIGHT = look(PARTITION, window(FIRST, 60, 0), window(SECOND, 40, 0));

    @Test
    void sumsThatAgreeAreRight() {
        assertThat(within(RIGHT)).isEmpty();
        assertThat(between(RIGHT, RIGHT)).isEmpty();
    }

    @Test
    void aHitThatWasNotCountedIsSeen() {
        assertThat(within(look(PARTITION, window(FIRST, 59, 0), window(SECOND, 40, 0))))
                .containsExactly(Rule.BALANCE);
    }

    @Test
    void aPartitionIsJudgedByItself() {
        assertThat(within(look(partition(110, 110, 9, 0, 100), window(FIRST, 100, 0))))
                .containsExactly(Rule.BALANCE, Rule.PARTITION);
    }

    @Test
    void retiredHitsBelongToTheSum() {
        assertThat(within(look(partition(110, 110, 10, 60, 40), window(SECOND, 40, 0))))
                .isEmpty();
    }

    @Test
    void anOffsetThatIsNoRecordIsSeenWhereThereAreNoMarkers() {
        Look look = look(partition(111, 110, 10, 0, 100), window(FIRST, 100, 0));

        assertThat(within(look)).containsExactly(Rule.OFFSETS);
        assertThat(new Rules(false).within(look)).isEmpty();
    }

    @Test
    void moreReadThanThereAreOffsetsIsNeverRight() {
        Look look = look(partition(109, 110, 10, 0, 100), window(FIRST, 100, 0));

        assertThat(new Rules(false).within(look)).extracting(Violation::rule).containsExactly(Rule.OFFSETS);
    }

    @Test
    void aWindowsLedgerAndItsHostsMustAgree() {
        assertThat(within(look(PARTITION, new WindowLook(FIRST, 100, 3, 100, 2))))
                .containsExactly(Rule.WINDOW);
    }

    @Test
    void aFinalWindowMayGrowByLateHitsOnly() {
        PartitionLook more = partition(115, 115, 10, 0, 105);

        assertThat(between(RIGHT, look(more, window(FIRST, 65, 5), window(SECOND, 40, 0))))
                .isEmpty();
        assertThat(between(RIGHT, look(more, window(FIRST, 65, 4), window(SECOND, 40, 0))))
                .containsExactly(Rule.FINAL);
        assertThat(between(RIGHT, look(more, window(FIRST, 60, 0), window(SECOND, 45, 0))))
                .isEmpty();
    }

    @Test
    void nothingGoesBack() {
        assertThat(between(RIGHT, look(partition(105, 105, 5, 0, 100), window(FIRST, 60, 0), window(SECOND, 40, 0))))
                .containsExactly(Rule.FORWARD);
        assertThat(between(RIGHT, look(PARTITION, window(FIRST, 61, 1), window(SECOND, 39, 0))))
                .containsExactly(Rule.FORWARD);
        assertThat(between(
                        RIGHT,
                        look(
                                "2026-11-20T11:49:59Z",
                                Long.MIN_VALUE,
                                PARTITION,
                                window(FIRST, 60, 0),
                                window(SECOND, 40, 0))))
                .containsExactly(Rule.FORWARD);
    }

    @Test
    void aReplayedDeadLetterMovesToTheCounts() {
        assertThat(between(RIGHT, look(partition(110, 110, 9, 0, 101), window(FIRST, 61, 1), window(SECOND, 40, 0))))
                .isEmpty();
    }

    @Test
    void windowsVanishByRetentionOnly() {
        PartitionLook after = partition(110, 110, 10, 60, 40);

        assertThat(between(RIGHT, look(WATERMARK, SECOND, after, window(SECOND, 40, 0))))
                .isEmpty();
        assertThat(between(RIGHT, look(after, window(SECOND, 40, 0)))).containsExactly(Rule.FORWARD);
    }

    @Test
    void anAcceptedGapMayMoveOffsetsBack() {
        PartitionLook anew = new PartitionLook(0, 0, 0, 110, 10, 0, -110, 10, 100);

        assertThat(between(RIGHT, look(anew, window(FIRST, 60, 0), window(SECOND, 40, 0))))
                .isEmpty();
        assertThat(within(look(anew, window(FIRST, 60, 0), window(SECOND, 40, 0))))
                .isEmpty();
    }
}
