package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.RejectReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Merges deltas by key. */
final class TotalsBuilder implements Delta.Reader {
    private final Set<CountTable> tables;
    private final long windowSize;
    private final long visibleWatermark;

    private final Map<Integer, OffsetRange> progress = new TreeMap<>();
    private final Map<CountTable, Map<Key, Long>> counts = new EnumMap<>(CountTable.class);
    private final Map<RejectKey, Long> rejects =
            new TreeMap<>(Comparator.comparingInt(RejectKey::partition).thenComparing(RejectKey::reason));
    private final List<Parsed.Reject> deadLetters = new ArrayList<>();

    /**
     * @param windowSize in seconds
     * @param visibleWatermark in milliseconds since the epoch: hits for windows that end by then are late
     */
    TotalsBuilder(Set<CountTable> tables, long windowSize, long visibleWatermark) {
        this.tables = tables;
        this.windowSize = windowSize;
        this.visibleWatermark = visibleWatermark;
        tables.forEach(table -> counts.put(table, new HashMap<>()));
    }

    void add(Delta delta) {
        for (OffsetRange range : delta.ranges()) {
            progress.merge(range.partition(), range, TotalsBuilder::join);
        }
        delta.read(this);
    }

    @Override
    public void rejected(RejectCount count) {
        rejects.merge(new RejectKey(count.partition(), count.reason()), count.rejected(), Long::sum);
    }

    @Override
    public void sampled(Parsed.Reject reject) {
        deadLetters.add(reject);
    }

    @Override
    public void counted(long window, String host, String referrer, long hits) {
        for (CountTable table : tables) {
            Key key = switch (table) {
                case HITS_BY_HOST -> new Key(window, host, "");
                case HITS_BY_HOST_AND_REFERRER -> new Key(window, host, referrer);
            };
            counts.getOrDefault(table, Map.of()).merge(key, hits, Long::sum);
        }
    }

    Totals build() {
        Map<CountTable, List<Totals.Row>> rows = new LinkedHashMap<>();
        counts.forEach((table, hits) -> rows.put(
                table,
                hits.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(Totals.Row::window)
                                .thenComparing(Totals.Row::host)
                                .thenComparing(Totals.Row::referrer))
                        .toList()));
        List<RejectCount> rejected = rejects.entrySet().stream()
                .map(entry -> new RejectCount(
                        entry.getKey().partition(), entry.getKey().reason(), entry.getValue()))
                .toList();
        return new Totals(List.copyOf(progress.values()), rows, rejected, deadLetters);
    }

    private Totals.Row row(Key key, long hits) {
        boolean isFinal = visibleWatermark != Delta.NONE && (key.window() + windowSize) * 1000 <= visibleWatermark;
        return new Totals.Row(key.window(), key.host(), key.referrer(), hits, isFinal ? hits : 0);
    }

    private static OffsetRange join(OffsetRange first, OffsetRange second) {
        return new OffsetRange(
                first.partition(),
                first.link(),
                first.from(),
                second.to(),
                first.read() + second.read(),
                first.rejected() + second.rejected());
    }

    private record Key(long window, String host, String referrer) {}

    private record RejectKey(int partition, RejectReason reason) {}
}
