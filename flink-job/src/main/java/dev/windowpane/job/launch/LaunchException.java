package dev.windowpane.job.launch;

/** The job cannot be launched now; the message says what is missing. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }

    LaunchException(String message) {
        super(message);
    }
}
