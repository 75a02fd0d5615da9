package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.spec.CountTable;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where counts and the offsets they came from are kept together. It is not a sink: it decides who may write, and from where. */
public interface Ledger {
    /**
     * Begins a transaction.
     *
     * @throws LedgerUnavailableException if it cannot be reached now
     */
    Transaction begin() throws LedgerUnavailableException;

    /** Ends what is under way, from any thread; never throws and does not wait. A commit under way may or may not happen. */
    void abort();

    /** What happens inside one transaction: all of it or nothing becomes visible. */
    interface Transaction extends AutoCloseable {
        /**
         * Takes the job's lock, so that committers follow one another, and moves the labels forward, never back. Comes first.
         *
         * @param watermark how far time has come, or {@link Delta#NONE}
         * @param newest the newest hit's time, or {@link Delta#NONE}
         * @throws FencedException if a newer launch has taken over
         */
        Labels fence(long watermark, long newest) throws LedgerUnavailableException;

        /** Where each partition stands. */
        Map<Integer, Long> progress() throws LedgerUnavailableException;

        /**
         * How many rows each group has in {@code table}, without {@value dev.windowpane.spec.Dimension#OTHER}.
         *
         * @param most there is no need to count further
         */
        Map<KeyGroup, Integer> rows(CountTable table, Collection<KeyGroup> groups, int most)
                throws LedgerUnavailableException;

        /** Which of these keys of each group have a row in {@code table}; answers every group. */
        Map<KeyGroup, Set<String>> present(CountTable table, Map<KeyGroup, Set<String>> keys)
                throws LedgerUnavailableException;

        /**
         * Adds counts and moves the offsets from where they must stand to where the counts end.
         *
         * @throws InconsistentProgressException if they stand elsewhere, or a partition to correct is not there
         */
        void add(Totals totals) throws LedgerUnavailableException;

        /** @throws LedgerUnavailableException if the answer was lost: it may have happened or not */
        void commit() throws LedgerUnavailableException;

        /** Undoes what was not committed. Never throws. */
        @Override
        void close();
    }

    /**
     * Times that readers see, in milliseconds since the epoch or {@link Delta#NONE}.
     *
     * @param visibleWatermark the watermark before this transaction: what is added to windows that end by then is late
     * @param newest the newest hit, after this transaction
     * @param keptFrom windows that start before have been dropped by retention
     * @param commits how many there were, with this one
     */
    record Labels(long visibleWatermark, long newest, long keptFrom, long commits) {
        /** @param windowStart in seconds since the epoch */
        boolean keeps(long windowStart) {
            return windowStart * 1000 >= keptFrom;
        }

        /** @param windowEnd in seconds since the epoch */
        boolean isFinal(long windowEnd) {
            return visibleWatermark != Delta.NONE && windowEnd * 1000 <= visibleWatermark;
        }
    }

    /** Opens a ledger where the job runs. */
    interface Factory extends Serializable {
        Ledger open();
    }
}
