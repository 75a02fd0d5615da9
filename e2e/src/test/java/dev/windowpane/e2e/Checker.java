package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Resolution;
import dev.windowpane.traffic.Tally;
import dev.windowpane.traffic.Tally.ByHost;
import dev.windowpane.traffic.Tally.ByReferrer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Works out anew what the tables must hold, from what was sent, and compares all of it. */
final class Checker {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HitLog log;
    private final Database database;

    Checker(HitLog log, Database database) {
        this.log = log;
        this.database = database;
    }

    /** Returns when all that was sent is counted, and every row of every table is as it must be. Nothing may be sent meanwhile. */
    void awaitExact() {
        log.flush();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(database.read()).isEqualTo(log.written()));
        for (Resolution resolution : Resolution.values()) {
            assertThat(Tally.differences(
                            sums(
                                    log.tally().byHost(),
                                    key -> new ByHost(start(key.windowStart(), resolution), key.host())),
                            database.byHost(CountTable.HITS_BY_HOST.table(resolution), CountTable.WINDOW_START)))
                    .as("by host, %s", resolution)
                    .isEmpty();
            assertThat(Tally.differences(
                            sums(
                                    log.tally().byHostAndReferrer(),
                                    key -> new ByReferrer(
                                            start(key.windowStart(), resolution), key.host(), key.referrer())),
                            sums(
                                    database.byReferrer(
                                            CountTable.HITS_BY_HOST_AND_REFERRER.table(resolution),
                                            CountTable.WINDOW_START),
                                    this::withoutFlood)))
                    .as("by host and referrer, %s", resolution)
                    .isEmpty();
        }
        assertThat(database.deadLetters()).isEqualTo(log.deadLetters());
    }

    private ByReferrer withoutFlood(ByReferrer key) {
        Set<String> flooded = log.floodedHosts();
        return flooded.contains(key.host()) ? new ByReferrer(key.windowStart(), key.host(), HitLog.FLOOD) : key;
    }

    private static Instant start(Instant window, Resolution resolution) {
        return Instant.ofEpochSecond(resolution.startOf(window.getEpochSecond()));
    }

    private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, Long> counts, Function<K, K> key) {
        Map<K, Long> sums = new TreeMap<>();
        counts.forEach((fine, hits) -> sums.merge(key.apply(fine), hits, Long::sum));
        return sums;
    }
}
