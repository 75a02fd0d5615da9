package dev.windowpane.prover;

/**
 * A partition of a job.
 *
 * @param deadLetters by the counters per reason
 * @param inWindows by the ledger of windows
 */
public record PartitionLook(
        int partition,
        long startOffset,
        long nextOffset,
        long read,
        long rejected,
        long retired,
        long skipped,
        long deadLetters,
        long inWindows) {

    /** Hits that were counted, also those whose windows retention has dropped. */
    long counted() {
        return inWindows + retired;
    }
}
