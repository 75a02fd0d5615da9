package dev.windowpane.job.testing;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.job.commit.InconsistentProgressException;
import dev.windowpane.job.commit.Ledger;
import dev.windowpane.job.commit.LedgerUnavailableException;
import dev.windowpane.job.commit.Totals;
import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.RejectReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that keeps Postgres' promises: fence, compare-and-set, all or nothing. It can fail around each commit. */
public final class MemoryLedger {
    private static final Map<String, MemoryLedger> LEDGERS = new HashMap<>();

    private final Map<Integer, Long> progress = new TreeMap<>();
    private final Map<CountTable, Map<String, Long>> counts = new EnumMap<>(CountTable.class);
    private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
    private long epoch = 1;
    private long watermark = Delta.NONE;
    private long newest = Delta.NONE;
    private long read;
    private long late;
    private int commits;
    private int version;

    public static synchronized MemoryLedger named(String name) {
        return LEDGERS.computeIfAbsent(name, key -> new MemoryLedger());
    }

    /** Opens the ledger for the launch with this epoch. */
    public record Opening(String name, long epoch) implements Ledger.Factory {
        @Override
        public Ledger open() {
            Faults.at("ledger.open", 2);
            return named(name).new Session(epoch);
        }
    }

    /** What a reader sees at one instant. */
    public record View(
            Map<Integer, Long> progress,
            Map<String, Long> byHost,
            Map<String, Long> byReferrer,
            Map<RejectReason, Long> rejects,
            long read,
            long late,
            long watermark,
            int commits) {
        public long hits() {
            return sum(byHost);
        }

        public boolean isBalanced() {
            return read == hits() + sum(rejects) && hits() == sum(byReferrer);
        }

        private static long sum(Map<?, Long> values) {
            return values.values().stream().mapToLong(n -> n).sum();
        }
    }

    public synchronized View view() {
        return new View(
                Map.copyOf(progress),
                Map.copyOf(counts.getOrDefault(CountTable.HITS_BY_HOST, Map.of())),
                Map.copyOf(counts.getOrDefault(CountTable.HITS_BY_HOST_AND_REFERRER, Map.of())),
                Map.copyOf(rejects),
                read,
                late,
                watermark,
                commits);
    }

    public synchronized void setEpoch(long newEpoch) {
        epoch = newEpoch;
        version++;
    }

    /** As a backup from before would. */
    public synchronized void setBack(int partition, long offset) {
        progress.put(partition, offset);
        version++;
    }

    public synchronized void start(Map<Integer, Long> offsets) {
        progress.putAll(offsets);
    }

    private synchronized void apply(Totals totals, long toWatermark, long toNewest, int since)
            throws LedgerUnavailableException {
        if (since != version) {
            throw unavailable("another committer was first");
        }
        version++;
        commits++;
        watermark = Math.max(watermark, toWatermark);
        newest = Math.max(newest, toNewest);
        for (OffsetRange range : totals.progress()) {
            progress.put(range.partition(), range.to());
            read += range.read();
        }
        totals.counts()
                .forEach((table, rows) -> rows.forEach(row -> counts.computeIfAbsent(table, key -> new HashMap<>())
                        .merge(row.window() + " " + row.host() + " " + row.referrer(), row.hits(), Long::sum)));
        late += totals.counts().getOrDefault(CountTable.HITS_BY_HOST, List.of()).stream()
                .mapToLong(Totals.Row::late)
                .sum();
        for (RejectCount reject : totals.rejects()) {
            rejects.merge(reject.reason(), reject.rejected(), Long::sum);
        }
    }

    private static LedgerUnavailableException unavailable(String message) {
        return new LedgerUnavailableException(message, new IllegalStateException(message));
    }

    private final class Session implements Ledger {
        private final long ownEpoch;
        private volatile boolean aborted;

        Session(long ownEpoch) {
            this.ownEpoch = ownEpoch;
        }

        @Override
        public Transaction begin() throws LedgerUnavailableException {
            check("begin");
            return new Open();
        }

        @Override
        public void abort() {
            aborted = true;
        }

        private void check(String place) throws LedgerUnavailableException {
            if (aborted || Faults.isDue("ledger." + place, 2)) {
                throw unavailable("away at " + place);
            }
            Faults.at("ledger.broken." + place, 2);
        }

        private final class Open implements Ledger.Transaction {
            private @Nullable Totals totals;
            private long toWatermark;
            private long toNewest;
            private int since;

            @Override
            public Labels fence(long ownWatermark, long ownNewest) throws LedgerUnavailableException {
                check("fence");
                toWatermark = ownWatermark;
                toNewest = ownNewest;
                synchronized (MemoryLedger.this) {
                    if (epoch != ownEpoch) {
                        throw new FencedException(1, ownEpoch);
                    }
                    since = version;
                    return new Labels(watermark, Math.max(newest, ownNewest));
                }
            }

            @Override
            public Map<Integer, Long> progress() {
                return view().progress();
            }

            @Override
            public void add(Totals added) throws LedgerUnavailableException {
                check("add");
                Map<Integer, Long> stands = view().progress();
                for (OffsetRange range : added.progress()) {
                    if (stands.getOrDefault(range.partition(), range.from()) != range.from()) {
                        throw new InconsistentProgressException("compare-and-set: " + range);
                    }
                }
                totals = added;
            }

            @Override
            public void commit() throws LedgerUnavailableException {
                check("commit");
                Totals added = totals;
                if (added != null) {
                    apply(added, toWatermark, toNewest, since);
                }
                check("answer");
            }

            @Override
            public void close() {}
        }
    }
}
