package dev.windowpane.control.explain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lateness by buckets: hits by the least number of seconds that they were late. */
final class Lateness {
    private Lateness() {}

    /** How late at least the later half of the hits between two looks was. */
    static Optional<Duration> median(Map<Long, Long> before, Map<Long, Long> now) {
        TreeMap<Long, Long> fresh = new TreeMap<>();
        now.forEach((seconds, hits) -> fresh.put(seconds, hits - before.getOrDefault(seconds, 0L)));
        long half = (fresh.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
        long sum = 0;
        for (Map.Entry<Long, Long> bucket : fresh.descendingMap().entrySet()) {
            sum += bucket.getValue();
            if (half > 0 && sum >= half) {
                return Optional.of(Duration.ofSeconds(bucket.getKey()));
            }
        }
        return Optional.empty();
    }
}
