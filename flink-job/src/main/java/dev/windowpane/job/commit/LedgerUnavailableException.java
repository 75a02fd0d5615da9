package dev.windowpane.job.commit;

import java.util.Optional;

/** The ledger cannot be reached or is too busy just now: trying again will help. Whether a commit under way succeeded is unknown. */
public final class LedgerUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String advice;

    public LedgerUnavailableException(String message, Throwable cause) {
        this(message, "", cause);
    }

    /** @param advice what a human has to do before trying again will help */
    public LedgerUnavailableException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What a human has to do before trying again will help, if anything. */
    public Optional<String> advice() {
        return advice.isEmpty() ? Optional.empty() : Optional.of(advice);
    }
}
