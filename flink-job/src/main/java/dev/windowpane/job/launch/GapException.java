package dev.windowpane.job.launch;

/**
 * Kafka no longer has what comes next: records were deleted before they were counted, or the topic was made anew. Going on would lose
 * hits without a trace, so the launch ends here until somebody decides.
 */
public final class GapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GapException(String message) {
        super(message);
    }
}
