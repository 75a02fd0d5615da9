package dev.windowpane.job.testing;

import dev.windowpane.job.commit.KeyGroup;
import dev.windowpane.job.commit.Totals;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.testing.MemoryView.Bucket;
import dev.windowpane.job.testing.MemoryView.Count;
import dev.windowpane.job.testing.MemoryView.Place;
import dev.windowpane.job.testing.MemoryView.Rejected;
import dev.windowpane.job.testing.MemoryView.Table;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.Resolution;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of {@link MemoryLedger}. */
final class MemoryTables {
    private final Map<Integer, Long> progress = new TreeMap<>();
    private final Map<Table, Map<MemoryView.Key, Count>> counts = new HashMap<>();
    private final Map<Place, Count> placed = new HashMap<>();
    private final Map<Bucket, Long> lateness = new HashMap<>();
    private final Map<Rejected, Long> rejected = new HashMap<>();
    private final Map<Integer, Long> read = new TreeMap<>();

    void setNext(int partition, long offset) {
        progress.put(partition, offset);
    }

    void apply(Totals totals) {
        for (OffsetRange range : totals.progress()) {
            progress.put(range.partition(), range.to());
            read.merge(range.partition(), range.read(), Long::sum);
        }
        for (Totals.Rows rows : totals.counts()) {
            Map<MemoryView.Key, Count> table =
                    counts.computeIfAbsent(new Table(rows.table(), rows.resolution()), key -> new HashMap<>());
            rows.rows()
                    .forEach(row -> table.merge(
                            new MemoryView.Key(row.start(), row.host(), row.referrer()),
                            new Count(row.hits(), row.late()),
                            Count::plus));
        }
        totals.windows()
                .forEach(row -> placed.merge(
                        new Place(row.window(), row.partition()), new Count(row.hits(), row.late()), Count::plus));
        totals.lateness().forEach(row -> lateness.merge(new Bucket(row.host(), row.seconds()), row.hits(), Long::sum));
        for (RejectCount reject : totals.rejects()) {
            rejected.merge(new Rejected(reject.partition(), reject.reason()), reject.rejected(), Long::sum);
        }
    }

    Map<KeyGroup, Integer> rows(CountTable table, Collection<KeyGroup> groups, int most) {
        return groups.stream().collect(Collectors.toMap(group -> group, group -> (int) names(table, group).stream()
                .filter(name -> !name.equals(Dimension.OTHER))
                .limit(most)
                .count()));
    }

    Map<KeyGroup, Set<String>> present(CountTable table, Map<KeyGroup, Set<String>> keys) {
        return keys.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> names(table, entry.getKey()).stream()
                                .filter(entry.getValue()::contains)
                                .collect(Collectors.toSet())));
    }

    MemoryView view(long watermark, int commits) {
        return new MemoryView(
                Map.copyOf(progress),
                counts.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue()))),
                Map.copyOf(placed),
                Map.copyOf(lateness),
                Map.copyOf(rejected),
                Map.copyOf(read),
                watermark,
                commits);
    }

    private Set<String> names(CountTable table, KeyGroup group) {
        return counts.getOrDefault(new Table(table, Resolution.WINDOW), Map.of()).keySet().stream()
                .filter(key -> key.start() == group.window())
                .filter(key -> group.host().isEmpty() || key.host().equals(group.host()))
                .map(key -> table == CountTable.HITS_BY_HOST ? key.host() : key.referrer())
                .collect(Collectors.toSet());
    }
}
