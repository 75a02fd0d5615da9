package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.spec.CountTable;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * One commit of several deltas: fence, skip what is in already, add the rest, once.
 *
 * @param windowSize in seconds
 */
record GroupCommit(Ledger ledger, Set<CountTable> tables, long windowSize) {
    /** Changes nothing: is this launch still the newest, and what do readers see? */
    Ledger.Labels look() throws LedgerUnavailableException {
        try (Ledger.Transaction transaction = ledger.begin()) {
            return transaction.fence(Delta.NONE, Delta.NONE);
        }
    }

    /**
     * @throws FencedException if a newer launch has taken over
     * @throws InconsistentProgressException if the ledger stands where these deltas cannot have left it
     */
    Ledger.Labels commit(List<Delta> group) throws LedgerUnavailableException {
        try (Ledger.Transaction transaction = ledger.begin()) {
            Ledger.Labels labels = transaction.fence(latest(group, Delta::label), latest(group, Delta::newest));
            TotalsBuilder totals = new TotalsBuilder(tables, windowSize, labels.visibleWatermark());
            Remaining.of(group, transaction.progress()).forEach(totals::add);
            transaction.add(totals.build());
            transaction.commit();
            return labels;
        }
    }

    private static long latest(List<Delta> group, ToLongFunction<Delta> time) {
        return group.stream().mapToLong(time).max().orElse(Delta.NONE);
    }
}
