package dev.windowpane.job.count;

import static dev.windowpane.job.count.TestDeltas.hit;
import static dev.windowpane.job.count.TestDeltas.reject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.WindowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HitCounterTest {
    private static final String TEN = "2026-01-01T10:00:00Z";

    private final HitCounter counter = new HitCounter(WindowSpec.fiveMinutes(), true);

    @Test
    void countsByWindowHostAndReferrer() {
        counter.add(hit(0, 5, TEN, "ab", "c"));
        counter.add(hit(0, 6, "2026-01-01T10:04:59.999Z", "ab", "c"));
        counter.add(hit(0, 7, TEN, "a", "bc"));
        counter.add(hit(0, 8, "2026-01-01T10:05:00Z", "ab", "c"));

        Contents contents = new Contents(counter.drain());

        long window = Instant.parse(TEN).getEpochSecond();
        assertThat(contents.counts)
                .isEqualTo(Map.of(window + " ab c", 2L, window + " a bc", 1L, (window + 300) + " ab c", 1L));
        assertThat(contents.delta.newest())
                .isEqualTo(Instant.parse("2026-01-01T10:05:00Z").toEpochMilli());
        assertThat(contents.delta.ranges())
                .containsExactly(new OffsetRange(
                        0,
                        OffsetRange.Link.OPENING,
                        5,
                        9,
                        4,
                        0,
                        Instant.parse("2026-01-01T10:05:00Z").toEpochMilli()));
    }

    @Test
    void saysWhichPartitionTheHitsOfAWindowWereReadIn() {
        counter.add(hit(0, 5, TEN, "a", "b"));
        counter.add(hit(1, 5, TEN, "a", "b"));
        counter.add(hit(0, 6, "2026-01-01T10:05:00Z", "a", "b"));
        counter.add(hit(0, 7, TEN, "a", "b"));
        counter.add(reject(2, 0, RejectReason.EMPTY, ""));

        Contents contents = new Contents(counter.drain());

        long window = Instant.parse(TEN).getEpochSecond();
        assertThat(contents.placed)
                .containsExactlyInAnyOrder(
                        new WindowCount(0, window, 2),
                        new WindowCount(0, window + 300, 1),
                        new WindowCount(1, window, 1));
        assertThat(contents.delta.ranges())
                .extracting(OffsetRange::partition, OffsetRange::newest)
                .containsExactly(tuple(0, (window + 300) * 1000), tuple(1, window * 1000), tuple(2, Delta.NONE));
        assertThat(new Contents(counter.drain()).placed).isEmpty();
    }

    @Test
    void isFullWhenTooManyWindowsWait() {
        Instant time = Instant.parse(TEN);
        for (int i = 0; i < PartitionCount.WINDOWS; i++) {
            assertThat(counter.add(hit(0, i, time.plusSeconds(300L * i).toString(), "a", "b")))
                    .isTrue();
        }
        Parsed next = hit(0, PartitionCount.WINDOWS, time.minusSeconds(1).toString(), "a", "b");

        assertThat(counter.add(next)).isFalse();
        assertThat(counter.add(hit(0, PartitionCount.WINDOWS, TEN, "a", "b"))).isTrue();
        assertThat(new Contents(counter.drain()).placed).hasSize(PartitionCount.WINDOWS);
        assertThat(counter.add(
                        hit(0, PartitionCount.WINDOWS + 1, time.minusSeconds(1).toString(), "a", "b")))
                .isTrue();
    }

    @Test
    void chainsRangesByTheOneBefore() {
        counter.add(hit(0, 5, TEN, "a", "b"));
        counter.drain();
        counter.add(hit(0, 9, TEN, "a", "b"));

        assertThat(Delta.of(counter.drain()).ranges())
                .containsExactly(new OffsetRange(
                        0,
                        OffsetRange.Link.CHAINED,
                        6,
                        10,
                        1,
                        0,
                        Instant.parse(TEN).toEpochMilli()));
    }

    @Test
    void countsEveryRejectAndKeepsAFew() {
        for (int i = 0; i < 100; i++) {
            counter.add(reject(i % 2, i, RejectReason.NOT_JSON, "x" + i));
        }

        Contents contents = new Contents(counter.drain());

        assertThat(contents.rejects)
                .containsExactly(
                        new RejectCount(0, RejectReason.NOT_JSON, 50), new RejectCount(1, RejectReason.NOT_JSON, 50));
        assertThat(contents.samples).hasSize(HitCounter.SAMPLES);
        assertThat(contents.delta.newest()).isEqualTo(Delta.NONE);
    }

    @Test
    void aFloodIsSampledAgainOnlyInTheNextInterval() {
        for (int i = 0; i < 100; i++) {
            counter.add(reject(0, i, RejectReason.NOT_JSON, "x"));
        }
        counter.drain();
        counter.add(reject(0, 100, RejectReason.NOT_JSON, "x"));
        assertThat(new Contents(counter.drain()).samples).isEmpty();

        counter.nextInterval();
        counter.add(reject(0, 101, RejectReason.NOT_JSON, "x"));
        assertThat(new Contents(counter.drain()).samples).hasSize(1);
    }

    @Test
    void withoutReferrersCountsByHostOnly() {
        HitCounter byHost = new HitCounter(WindowSpec.fiveMinutes(), false);
        byHost.add(hit(0, 0, TEN, "a", "b"));
        byHost.add(hit(0, 1, TEN, "a", "c"));

        assertThat(new Contents(byHost.drain()).counts)
                .isEqualTo(Map.of(Instant.parse(TEN).getEpochSecond() + " a ", 2L));
    }

    @Test
    void isFullAtAboutAMegabyteAndLosesNothing() {
        Random random = new Random(1);
        Map<String, Long> expected = new HashMap<>();
        Map<String, Long> counted = new HashMap<>();
        long window = Instant.parse(TEN).getEpochSecond();
        int drains = 0;
        for (int i = 0; i < 200_000; i++) {
            String referrer = "r" + random.nextInt(60_000);
            Parsed parsed = hit(0, i, TEN, "h", referrer);
            expected.merge(window + " h " + referrer, 1L, Long::sum);
            if (!counter.add(parsed)) {
                drains++;
                byte[] full = counter.drain();
                assertThat(full.length).isLessThan(CountMap.CAPACITY + 1000);
                new Contents(full).counts.forEach((key, n) -> counted.merge(key, n, Long::sum));
                counter.add(parsed);
            }
        }
        new Contents(counter.drain()).counts.forEach((key, n) -> counted.merge(key, n, Long::sum));

        assertThat(counted).isEqualTo(expected);
        assertThat(drains).isPositive();
    }

    /** A delta taken apart. */
    private static final class Contents implements Delta.Reader {
        final Delta delta;
        final Map<String, Long> counts = new HashMap<>();
        final List<RejectCount> rejects = new ArrayList<>();
        final List<Parsed.Reject> samples = new ArrayList<>();
        final List<WindowCount> placed = new ArrayList<>();

        Contents(byte[] bytes) {
            delta = Delta.of(bytes);
            delta.read(this);
        }

        @Override
        public void rejected(RejectCount count) {
            rejects.add(count);
        }

        @Override
        public void sampled(Parsed.Reject reject) {
            samples.add(reject);
        }

        @Override
        public void placed(WindowCount count) {
            placed.add(count);
        }

        @Override
        public void counted(long window, String host, String referrer, long hits) {
            counts.merge(window + " " + host + " " + referrer, hits, Long::sum);
        }
    }
}
