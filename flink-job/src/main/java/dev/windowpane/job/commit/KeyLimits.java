package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;

/**
 * Keeps the number of hosts of a window, and of referrers of a window and host, within the spec's limits: hits of further keys are
 * counted under {@value Dimension#OTHER}, so totals stay exact. A host is settled first, then the referrers of what it is counted under.
 */
final class KeyLimits {
    private final KeyCap hosts;
    private final KeyCap referrers;
    private final boolean byReferrer;

    KeyLimits(CommitRules rules) {
        hosts = new KeyCap(CountTable.HITS_BY_HOST, rules.limits().hosts());
        referrers =
                new KeyCap(CountTable.HITS_BY_HOST_AND_REFERRER, rules.limits().referrers());
        byReferrer = rules.tables().contains(CountTable.HITS_BY_HOST_AND_REFERRER);
    }

    /** To be called if others may have added rows, or if what was decided did not happen. */
    void forget() {
        hosts.forget();
        referrers.forget();
    }

    void apply(KeyCounts counts, Ledger.Transaction ledger) throws LedgerUnavailableException {
        hosts.refused(counts.hosts(), ledger).forEach(counts::fold);
        if (byReferrer) {
            referrers.refused(counts.referrers(), ledger).forEach(counts::fold);
        }
    }
}
