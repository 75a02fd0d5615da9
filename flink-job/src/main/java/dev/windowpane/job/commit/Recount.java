package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.RejectReason;
import java.sql.Connection;

/**
 * Counts hits that had become dead letters: adds them to the counts, with late hits where the window is FINAL, and takes them from
 * the dead letters, so that every sum still holds. No offset moves. One transaction of the caller's session, under the launch's
 * fence: what the caller writes to the session between {@link #begin} and {@link #commit} happens together with it or not at all.
 *
 * <p>It does not look whether the records were dead letters; whoever marks them in the same transaction knows.
 */
public final class Recount implements AutoCloseable {
    private final PostgresTransaction transaction;
    private final CommitRules rules;
    private final Ledger.Labels labels;
    private final TotalsBuilder totals;

    private Recount(PostgresTransaction transaction, CommitRules rules, long newest) throws LedgerUnavailableException {
        this.transaction = transaction;
        this.rules = rules;
        labels = transaction.fence(Delta.NONE, newest);
        totals = new TotalsBuilder(rules, labels);
    }

    /**
     * @param session with autocommit off and nothing under way
     * @param newest of the hits to be added, or {@link Delta#NONE}: without it the windows of a job that has no other hits would
     *     never become FINAL
     * @throws FencedException if a newer launch has taken over
     * @throws LedgerUnavailableException if trying again on a new session will help
     */
    public static Recount begin(Connection session, Launch launch, long newest) throws LedgerUnavailableException {
        PostgresTransaction transaction =
                new PostgresTransaction(new PostgresSession(session), LedgerKey.of(launch), () -> {});
        return new Recount(transaction, CommitRules.of(launch.spec()), newest);
    }

    /**
     * Adds one hit.
     *
     * @param was why it had been rejected
     * @return {@code false} if its window has been dropped by retention, so that it stays what it is
     */
    public boolean add(Parsed.Hit hit, RejectReason was) {
        if (!labels.keeps(rules.windowOf(hit.time()))) {
            return false;
        }
        totals.recount(hit, was);
        return true;
    }

    /** @throws LedgerUnavailableException if it did not happen, or its answer was lost: it may have happened or not */
    public void commit() throws LedgerUnavailableException {
        new KeyLimits(rules).apply(totals.counts(), transaction);
        transaction.add(totals.build());
        transaction.commit();
    }

    /** Undoes what was not committed. Never throws. */
    @Override
    public void close() {
        transaction.close();
    }
}
