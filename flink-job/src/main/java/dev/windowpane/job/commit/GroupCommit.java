package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.util.List;
import java.util.function.ToLongFunction;

/** Commits of several deltas at once: fence, skip what is in already, keep the limits, add the rest. For one thread. */
final class GroupCommit {
    private static final long UNKNOWN = -1;

    private final Ledger ledger;
    private final CommitRules rules;
    private final KeyLimits limits;
    /** The number of the last commit, if it is certain that it was this one's. */
    private long last = UNKNOWN;

    GroupCommit(Ledger ledger, CommitRules rules) {
        this.ledger = ledger;
        this.rules = rules;
        limits = new KeyLimits(rules);
    }

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
            if (labels.commits() != last + 1) {
                limits.forget();
            }
            last = UNKNOWN;
            TotalsBuilder totals = new TotalsBuilder(rules, labels);
            Remaining.of(group, transaction.progress()).forEach(totals::add);
            limits.apply(totals.counts(), transaction);
            transaction.add(totals.build());
            transaction.commit();
            last = labels.commits();
            return labels;
        }
    }

    /** Ends a commit that is under way, from any thread. */
    void abort() {
        ledger.abort();
    }

    private static long latest(List<Delta> group, ToLongFunction<Delta> time) {
        return group.stream().mapToLong(time).max().orElse(Delta.NONE);
    }
}
