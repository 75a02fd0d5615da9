package dev.windowpane.job.commit;

/** The ledger cannot be reached or is too busy just now: trying again will help. Whether a commit under way succeeded is unknown. */
public final class LedgerUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
