package dev.windowpane.job.commit;

/**
 * The offsets in Postgres are none that this run could have left there: Postgres was set back, or the run was restored from a
 * checkpoint older than Postgres. Nothing was written; the run ends for good, and a new launch goes on where Postgres stands.
 */
public final class InconsistentProgressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InconsistentProgressException(String message) {
        super(message + "; nothing was written, this run ends for good, launch anew");
    }
}
