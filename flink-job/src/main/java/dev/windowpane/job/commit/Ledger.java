package dev.windowpane.job.commit;

import java.io.Serializable;
import java.util.Map;

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
         * @param watermark how far time has come, or {@link dev.windowpane.job.count.Delta#NONE}
         * @param newest the newest hit's time, or {@link dev.windowpane.job.count.Delta#NONE}
         * @throws FencedException if a newer launch has taken over
         */
        Labels fence(long watermark, long newest) throws LedgerUnavailableException;

        /** Where each partition stands. */
        Map<Integer, Long> progress() throws LedgerUnavailableException;

        /**
         * Adds counts and moves the offsets from where they must stand to where the counts end.
         *
         * @throws InconsistentProgressException if they stand elsewhere
         */
        void add(Totals totals) throws LedgerUnavailableException;

        /** @throws LedgerUnavailableException if the answer was lost: it may have happened or not */
        void commit() throws LedgerUnavailableException;

        /** Undoes what was not committed. Never throws. */
        @Override
        void close();
    }

    /**
     * Times that readers see, in milliseconds since the epoch or {@link dev.windowpane.job.count.Delta#NONE}.
     *
     * @param visibleWatermark the watermark before this transaction: what is added to windows that end by then is late
     * @param newest the newest hit, after this transaction
     */
    record Labels(long visibleWatermark, long newest) {}

    /** Opens a ledger where the job runs. */
    interface Factory extends Serializable {
        Ledger open();
    }
}
