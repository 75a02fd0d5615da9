package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.traffic.Tally.ByHost;
import dev.windowpane.traffic.Tally.ByReferrer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TallyTest {
    private static final Instant WINDOW = Instant.parse("2026-11-20T10:05:00Z");

    private final Tally tally = Tally.ofFiveMinutes();

    private static Hit hit(String time, String host, String referrer) {
        return new Hit("192.0.2.1", Instant.parse(time), referrer, host, "/");
    }

    @Example
    void aWindowHoldsItsStartAndNotItsEnd() {
        tally.addAll(List.of(
                hit("2026-11-20T10:04:59.999999Z", "a.example", "-"),
                hit("2026-11-20T10:05:00Z", "a.example", "-"),
                hit("2026-11-20T10:09:59.999999Z", "a.example", "-"),
                hit("2026-11-20T10:10:00Z", "a.example", "-")));

        assertThat(tally.byHost())
                .containsEntry(new ByHost(WINDOW.minusSeconds(300), "a.example"), 1L)
                .containsEntry(new ByHost(WINDOW, "a.example"), 2L)
                .containsEntry(new ByHost(WINDOW.plusSeconds(300), "a.example"), 1L)
                .hasSize(3);
    }

    @Example
    void hostsAreLowerCasedWithoutTheirPort() {
        for (String host :
                List.of("Shop.Example", "shop.example:443", "shop.example.", " SHOP.example:8080 ", "shop.example")) {
            tally.add(hit("2026-11-20T10:05:00Z", host, "-"));
        }
        for (String host : List.of("[2001:DB8::1]:80", "2001:db8::1")) {
            tally.add(hit("2026-11-20T10:05:00Z", host, "-"));
        }

        assertThat(tally.byHost())
                .containsEntry(new ByHost(WINDOW, "shop.example"), 5L)
                .containsEntry(new ByHost(WINDOW, "[2001:db8::1]"), 1L)
                .containsEntry(new ByHost(WINDOW, "2001:db8::1"), 1L);
    }

    @Example
    void aMissingReferrerIsDirectAndAnyOtherIsKeptAsSent() {
        for (String referrer : List.of("-", "", "  ", " - ", " http://X.example/A ", "http://X.example/A")) {
            tally.add(hit("2026-11-20T10:05:00Z", "a.example", referrer));
        }

        assertThat(tally.byHostAndReferrer())
                .containsEntry(new ByReferrer(WINDOW, "a.example", "(direct)"), 4L)
                .containsEntry(new ByReferrer(WINDOW, "a.example", "http://X.example/A"), 2L)
                .hasSize(2);
    }

    @Example
    void longReferrersAreCutAtAWholeCharacterAndStayApart() {
        String longest = "x".repeat(1_024);
        String euros = "x" + "€".repeat(400);
        for (String referrer : List.of(longest, longest + "a", longest + "b", euros)) {
            tally.add(hit("2026-11-20T10:05:00Z", "a.example", referrer));
        }

        List<String> kept = tally.byHostAndReferrer().keySet().stream()
                .map(ByReferrer::referrer)
                .toList();
        assertThat(kept).hasSize(4).contains(longest);
        assertThat(kept).filteredOn(it -> it.matches("x{1007}~[0-9a-f]{16}")).hasSize(2);
        assertThat(kept).filteredOn(it -> it.matches("x€{335}~[0-9a-f]{16}")).hasSize(1);
    }

    @Property
    void bothTablesHoldEachHitOnce(@ForAll List<@LongRange(min = -10_000, max = 10_000) Long> seconds) {
        Tally sums = Tally.ofFiveMinutes();
        for (long second : seconds) {
            sums.add(new Hit("-", Instant.ofEpochSecond(second), "r" + second % 3, "h" + second % 2, "/"));
        }

        assertThat(sums.hits()).isEqualTo(seconds.size());
        assertThat(sums.byHost().values().stream().mapToLong(it -> it).sum()).isEqualTo(seconds.size());
        assertThat(sums.byHostAndReferrer().values().stream()
                        .mapToLong(it -> it)
                        .sum())
                .isEqualTo(seconds.size());
        assertThat(sums.byHost().keySet())
                .allSatisfy(row -> assertThat(Math.floorMod(row.windowStart().getEpochSecond(), 300))
                        .isZero());
    }

    @Example
    void differencesNameEachRowThatIsNotEqual() {
        ByHost missing = new ByHost(WINDOW, "a.example");
        ByHost wrong = new ByHost(WINDOW, "b.example");
        ByHost extra = new ByHost(WINDOW, "c.example");

        assertThat(Tally.differences(Map.of(missing, 5L, wrong, 7L), Map.of(wrong, 1_008L, extra, 1L)))
                .containsExactly(
                        "2026-11-20T10:05:00Z a.example: 5 expected, 0 counted",
                        "2026-11-20T10:05:00Z b.example: 7 expected, 1,008 counted",
                        "2026-11-20T10:05:00Z c.example: 0 expected, 1 counted");
        assertThat(Tally.differences(Map.of(wrong, 1L), Map.of(wrong, 1L))).isEmpty();
    }

    @Example
    void aWindowWithoutLengthIsRefused() {
        assertThatThrownBy(() -> new Tally(Duration.ZERO)).hasMessage("window must be positive, but is PT0S");
    }
}
