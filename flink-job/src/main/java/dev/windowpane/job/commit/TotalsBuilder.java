package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.count.WindowCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.LatenessBuckets;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Merges deltas by key. Hits of windows that retention has dropped become dead letters here, because only inside the transaction is
 * it certain where that ends; the deltas say how many of them were read in which partition.
 */
final class TotalsBuilder implements Delta.Reader {
    private final CommitRules rules;
    private final Ledger.Labels labels;
    private final LatenessBuckets buckets;

    private final KeyCounts counts = new KeyCounts();
    private final Map<Integer, OffsetRange> progress = new TreeMap<>();
    private final Map<Place, Long> windows =
            new TreeMap<>(Comparator.comparingLong(Place::window).thenComparingInt(Place::partition));
    private final Map<RejectKey, Long> rejects =
            new TreeMap<>(Comparator.comparingInt(RejectKey::partition).thenComparing(RejectKey::reason));
    private final List<Parsed.Reject> deadLetters = new ArrayList<>();
    private final Map<Integer, Long> tooOld = new HashMap<>();
    private final Map<Integer, Long> recounted = new TreeMap<>();

    /** @param labels as they are inside the transaction */
    TotalsBuilder(CommitRules rules, Ledger.Labels labels) {
        this.rules = rules;
        this.labels = labels;
        buckets = LatenessBuckets.of(rules.eventTime());
    }

    void add(Delta delta) {
        for (OffsetRange range : delta.ranges()) {
            progress.merge(range.partition(), range, TotalsBuilder::join);
        }
        delta.read(this);
    }

    /** Adds a hit that was read before, when it became a dead letter for {@code reason}: no offset moves. */
    void recount(Parsed.Hit hit, RejectReason reason) {
        long window = rules.windowOf(hit.time());
        recounted.merge(hit.partition(), 1L, Long::sum);
        rejected(new RejectCount(hit.partition(), reason, -1));
        placed(new WindowCount(hit.partition(), window, 1));
        String host = new String(hit.key(), 0, hit.hostLength(), StandardCharsets.UTF_8);
        String referrer =
                new String(hit.key(), hit.hostLength(), hit.key().length - hit.hostLength(), StandardCharsets.UTF_8);
        counted(window, host, referrer, 1);
    }

    /** What is counted, to be limited before {@link #build}. */
    KeyCounts counts() {
        return counts;
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
    public void placed(WindowCount count) {
        if (labels.keeps(count.window())) {
            windows.merge(new Place(count.window(), count.partition()), count.hits(), Long::sum);
        } else {
            tooOld.merge(count.partition(), count.hits(), Long::sum);
            rejected(new RejectCount(count.partition(), RejectReason.TOO_OLD, count.hits()));
        }
    }

    @Override
    public void counted(long window, String host, String referrer, long hits) {
        if (labels.keeps(window)) {
            counts.add(window, host, referrer, hits);
        }
    }

    Totals build() {
        List<OffsetRange> ranges = progress.values().stream()
                .map(range -> reject(range, tooOld.getOrDefault(range.partition(), 0L)))
                .toList();
        List<Totals.Rows> rows = new ArrayList<>();
        for (CountTable table : CountTable.values()) {
            if (rules.tables().contains(table)) {
                List<Totals.Row> finer = rows(table);
                for (Resolution resolution : Resolution.values()) {
                    finer = resolution == Resolution.WINDOW ? finer : RollUp.of(finer, resolution);
                    rows.add(new Totals.Rows(table, resolution, finer));
                }
            }
        }
        List<Totals.Placed> placed = new ArrayList<>();
        windows.forEach((place, hits) ->
                placed.add(new Totals.Placed(place.window(), place.partition(), hits, late(place.window(), hits))));
        List<RejectCount> rejected = new ArrayList<>();
        rejects.forEach((key, n) -> rejected.add(new RejectCount(key.partition(), key.reason(), n)));
        return new Totals(ranges, rows, placed, lateness(), rejected, deadLetters, recounted);
    }

    private List<Totals.Row> rows(CountTable table) {
        List<Totals.Row> rows = new ArrayList<>();
        counts.windows()
                .forEach((window, hosts) -> new TreeMap<>(hosts).forEach((host, referrers) -> {
                    switch (table) {
                        case HITS_BY_HOST -> rows.add(row(window, host, "", KeyCounts.sum(referrers)));
                        case HITS_BY_HOST_AND_REFERRER ->
                            new TreeMap<>(referrers)
                                    .forEach((referrer, hits) -> rows.add(row(window, host, referrer, hits)));
                    }
                }));
        return rows;
    }

    private List<Totals.Lateness> lateness() {
        Map<String, Map<Long, Long>> late = new TreeMap<>();
        counts.windows().forEach((window, hosts) -> {
            OptionalLong bucket = labels.visibleWatermark() == Delta.NONE || !recounted.isEmpty()
                    ? OptionalLong.empty()
                    : buckets.bucket(labels.visibleWatermark(), rules.endOf(window));
            bucket.ifPresent(
                    bound -> hosts.forEach((host, referrers) -> late.computeIfAbsent(host, key -> new TreeMap<>())
                            .merge(bound, KeyCounts.sum(referrers), Long::sum)));
        });
        List<Totals.Lateness> rows = new ArrayList<>();
        late.forEach(
                (host, bounds) -> bounds.forEach((bound, hits) -> rows.add(new Totals.Lateness(host, bound, hits))));
        return rows;
    }

    private Totals.Row row(long window, String host, String referrer, long hits) {
        return new Totals.Row(window, host, referrer, hits, late(window, hits));
    }

    private long late(long window, long hits) {
        return labels.isFinal(rules.endOf(window)) ? hits : 0;
    }

    private static OffsetRange join(OffsetRange first, OffsetRange second) {
        return new OffsetRange(
                first.partition(),
                first.link(),
                first.from(),
                second.to(),
                first.read() + second.read(),
                first.rejected() + second.rejected(),
                Math.max(first.newest(), second.newest()));
    }

    private static OffsetRange reject(OffsetRange range, long more) {
        return new OffsetRange(
                range.partition(),
                range.link(),
                range.from(),
                range.to(),
                range.read(),
                range.rejected() + more,
                range.newest());
    }

    private record Place(long window, int partition) {}

    private record RejectKey(int partition, RejectReason reason) {}
}
