package dev.windowpane.job.testing;

import dev.windowpane.job.commit.FencedException;
import dev.windowpane.job.commit.InconsistentProgressException;
import dev.windowpane.job.commit.KeyGroup;
import dev.windowpane.job.commit.Ledger;
import dev.windowpane.job.commit.LedgerUnavailableException;
import dev.windowpane.job.commit.Totals;
import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.spec.CountTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that keeps Postgres' promises: fence, compare-and-set, all or nothing. It can fail around each commit. */
public final class MemoryLedger {
    private static final Map<String, MemoryLedger> LEDGERS = new HashMap<>();

    private final MemoryTables tables = new MemoryTables();
    private long epoch = 1;
    private long watermark = Delta.NONE;
    private long newest = Delta.NONE;
    private long keptFrom = Delta.NONE;
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
            return named(name).open(epoch);
        }
    }

    public Ledger open(long ownEpoch) {
        return new Session(ownEpoch);
    }

    public synchronized MemoryView view() {
        return tables.view(watermark, commits);
    }

    public synchronized void setEpoch(long newEpoch) {
        epoch = newEpoch;
        version++;
    }

    /** As a backup from before would. */
    public synchronized void setBack(int partition, long offset) {
        tables.setNext(partition, offset);
        version++;
    }

    /** As retention does, before anything of an earlier window was counted. */
    public synchronized void keepFrom(long millis) {
        keptFrom = millis;
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
        tables.apply(totals);
    }

    /** Five seconds at least: on a loaded machine nothing may be read for some seconds though nothing holds it back. */
    private static void waitUntilHitsAreHeldBack() throws LedgerUnavailableException {
        try {
            long before;
            do {
                before = TestSource.emitted();
            } while (!new CountDownLatch(1).await(5, TimeUnit.SECONDS) && TestSource.emitted() > before);
        } catch (InterruptedException e) {
            throw unavailable("closed");
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
                    return new Labels(watermark, Math.max(newest, ownNewest), keptFrom, commits + 1L);
                }
            }

            @Override
            public Map<Integer, Long> progress() {
                return view().progress();
            }

            @Override
            public Map<KeyGroup, Integer> rows(CountTable table, Collection<KeyGroup> groups, int most)
                    throws LedgerUnavailableException {
                check("rows");
                synchronized (MemoryLedger.this) {
                    return tables.rows(table, groups, most);
                }
            }

            @Override
            public Map<KeyGroup, Set<String>> present(CountTable table, Map<KeyGroup, Set<String>> keys) {
                synchronized (MemoryLedger.this) {
                    return tables.present(table, keys);
                }
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
                if (Faults.isDue("ledger.slow", 1)) {
                    waitUntilHitsAreHeldBack();
                }
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
