package dev.windowpane.prover;

/**
 * A window of a job: its sums over the hosts, and over the partitions of the ledger.
 *
 * @param start in seconds since the epoch
 */
public record WindowLook(long start, long hits, long lateHits, long ledgerHits, long ledgerLateHits) {
    boolean isEven() {
        return hits == ledgerHits && lateHits == ledgerLateHits;
    }
}
