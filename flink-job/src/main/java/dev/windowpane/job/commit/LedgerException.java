package dev.windowpane.job.commit;

/** The ledger refuses, and trying again will not help: a missing table, right or row. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
