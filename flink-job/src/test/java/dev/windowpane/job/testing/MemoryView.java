package dev.windowpane.job.testing;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.Resolution;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reader of {@link MemoryLedger} sees at one instant.
 *
 * @param placed hits by window and partition
 * @param read records by partition
 */
public record MemoryView(
        Map<Integer, Long> progress,
        Map<Table, Map<Key, Count>> counts,
        Map<Place, Count> placed,
        Map<Bucket, Long> lateness,
        Map<Rejected, Long> rejected,
        Map<Integer, Long> read,
        long watermark,
        int commits) {
    /** A table of counts. */
    public record Table(CountTable table, Resolution resolution) {}

    /** A row's key. */
    public record Key(long start, String host, String referrer) {
        @Override
        public String toString() {
            return start + " " + host + " " + referrer;
        }
    }

    /** Where hits of a window were read. */
    public record Place(long window, int partition) {}

    /** A row of lateness. */
    public record Bucket(String host, long seconds) {}

    /** A row of dead letter counts. */
    public record Rejected(int partition, RejectReason reason) {}

    /** Hits, and those of them that were late. */
    public record Count(long hits, long late) {
        Count plus(Count other) {
            return new Count(hits + other.hits, late + other.late);
        }
    }

    public Map<Key, Count> rows(CountTable table, Resolution resolution) {
        return counts.getOrDefault(new Table(table, resolution), Map.of());
    }

    public Map<String, Long> byHost() {
        return hits(CountTable.HITS_BY_HOST);
    }

    public Map<String, Long> byReferrer() {
        return hits(CountTable.HITS_BY_HOST_AND_REFERRER);
    }

    public Map<RejectReason, Long> rejects() {
        return rejected.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().reason(), Map.Entry::getValue, Long::sum));
    }

    public long late() {
        return rows(CountTable.HITS_BY_HOST, Resolution.WINDOW).values().stream()
                .mapToLong(Count::late)
                .sum();
    }

    /** Every sum that must hold at each instant. */
    public boolean isBalanced() {
        Map<Long, Count> windows = new TreeMap<>();
        Map<Integer, Long> found = new TreeMap<>();
        placed.forEach((place, count) -> {
            windows.merge(place.window(), count, Count::plus);
            found.merge(place.partition(), count.hits(), Long::sum);
        });
        rejected.forEach((key, n) -> found.merge(key.partition(), n, Long::sum));
        return found.equals(read)
                && windows.equals(sums(CountTable.HITS_BY_HOST, Resolution.WINDOW, Resolution.WINDOW))
                && areRolledUp(CountTable.HITS_BY_HOST)
                && areRolledUp(CountTable.HITS_BY_HOST_AND_REFERRER)
                && (!counts.containsKey(new Table(CountTable.HITS_BY_HOST_AND_REFERRER, Resolution.WINDOW))
                        || windows.equals(
                                sums(CountTable.HITS_BY_HOST_AND_REFERRER, Resolution.WINDOW, Resolution.WINDOW)));
    }

    private boolean areRolledUp(CountTable table) {
        for (Resolution resolution : Resolution.values()) {
            Map<Key, Count> expected = new TreeMap<>(java.util.Comparator.comparing(Key::toString));
            rows(table, Resolution.WINDOW)
                    .forEach((key, count) -> expected.merge(
                            new Key(resolution.startOf(key.start()), key.host(), key.referrer()), count, Count::plus));
            if (!expected.equals(rows(table, resolution))) {
                return false;
            }
        }
        return true;
    }

    private Map<Long, Count> sums(CountTable table, Resolution from, Resolution to) {
        Map<Long, Count> sums = new TreeMap<>();
        rows(table, from).forEach((key, count) -> sums.merge(to.startOf(key.start()), count, Count::plus));
        return sums;
    }

    private Map<String, Long> hits(CountTable table) {
        return rows(table, Resolution.WINDOW).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().hits()));
    }
}
