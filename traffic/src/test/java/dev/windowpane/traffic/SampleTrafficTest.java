package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SampleTrafficTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final SampleTraffic TRAFFIC = new SampleTraffic(42, 5);
    private static final List<SampleRecord> DAY =
            TRAFFIC.between(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1))).toList();
    private static final List<Hit> HITS = DAY.stream()
            .flatMap(it -> it instanceof SampleRecord.Good good ? Stream.of(good.hit()) : Stream.empty())
            .toList();

    @Property(tries = 50)
    void aRangeIsTheSameHoweverItIsCut(@ForAll @IntRange(max = 7_200_000) int cutMillis) {
        Instant end = MIDNIGHT.plus(Duration.ofHours(2));
        Instant cut = MIDNIGHT.plusMillis(cutMillis);

        assertThat(Stream.concat(TRAFFIC.between(MIDNIGHT, cut), TRAFFIC.between(cut, end)))
                .containsExactlyElementsOf(TRAFFIC.between(MIDNIGHT, end).toList());
    }

    @Example
    void aSeedIsAlwaysTheSameTrafficAndAnotherSeedIsAnother() {
        Instant end = MIDNIGHT.plusSeconds(60);

        assertThat(new SampleTraffic(42, 5).between(MIDNIGHT, end))
                .containsExactlyElementsOf(TRAFFIC.between(MIDNIGHT, end).toList());
        assertThat(new SampleTraffic(43, 5).between(MIDNIGHT, end).toList())
                .isNotEqualTo(TRAFFIC.between(MIDNIGHT, end).toList());
    }

    @Example
    void recordsAreSentInOrderAndNeverTwoInAMillisecond() {
        assertThat(DAY.stream().map(SampleRecord::sentAt).distinct().sorted())
                .containsExactlyElementsOf(
                        DAY.stream().map(SampleRecord::sentAt).toList());
    }

    @Example
    void theDayHasTheWantedRateWithAQuietNightAndABusyEvening() {
        Map<Long, Long> byHour = DAY.stream()
                .collect(Collectors.groupingBy(
                        it -> Duration.between(MIDNIGHT, it.sentAt()).toHours(), Collectors.counting()));

        assertThat((double) DAY.size()).isCloseTo(432_000, within(10_000.0));
        assertThat(byHour.getOrDefault(4L, 0L)).isLessThan(byHour.getOrDefault(18L, 0L) / 2);
    }

    @Example
    void mostHitsFitIntoTheOutOfOrdernessAndAFewAreMinutesLate() {
        List<Duration> delays = DAY.stream()
                .flatMap(it -> it instanceof SampleRecord.Good good
                        ? Stream.of(Duration.between(good.hit().time(), good.sentAt()))
                        : Stream.empty())
                .toList();
        long late = delays.stream().filter(it -> it.toSeconds() >= 15).count();

        assertThat(delays).allMatch(it -> !it.isNegative() && it.toMinutes() <= 20);
        assertThat(delays).filteredOn(it -> it.toMillis() > 12_000).hasSize((int) late);
        assertThat((double) late / delays.size()).isBetween(0.001, 0.003);
        assertThat(delays).anyMatch(it -> it.toMillis() > 5_000 && it.toMillis() < 12_000);
    }

    @Example
    void aFewRecordsAreGarbageOfEachKind() {
        List<Garbage> garbage = DAY.stream()
                .flatMap(it -> it instanceof SampleRecord.Bad bad ? Stream.of(bad.garbage()) : Stream.empty())
                .toList();

        assertThat((double) garbage.size() / DAY.size()).isBetween(0.001, 0.003);
        assertThat(garbage).containsAll(EnumSet.allOf(Garbage.class));
    }

    @Example
    void aFewHostsAreBusyAndManyAreQuiet() {
        Map<String, Long> byHost = HITS.stream().collect(Collectors.groupingBy(Hit::host, Collectors.counting()));

        assertThat(byHost).hasSize(40);
        assertThat(share(byHost, "shop.example")).isBetween(0.15, 0.35);
        assertThat(share(byHost, "old.example")).isBetween(0.001, 0.02);
    }

    @Example
    void aboutFourInTenHitsAreDirect() {
        Map<String, Long> byReferrer =
                HITS.stream().collect(Collectors.groupingBy(Hit::referrer, Collectors.counting()));

        assertThat(share(byReferrer, "-")).isCloseTo(0.4, within(0.01));
        assertThat(byReferrer).hasSizeGreaterThan(500);
    }

    @Example
    void aRateOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new SampleTraffic(1, 0))
                .hasMessage("rate must be 0.01 to 500 hits per second, but is 0.0");
        assertThatThrownBy(() -> new SampleTraffic(1, Double.NaN)).hasMessageContaining("NaN");
    }

    private static double share(Map<String, Long> counts, String key) {
        return counts.getOrDefault(key, 0L) / (double) HITS.size();
    }
}
