package dev.windowpane.job.commit;

/** A newer launch of this job owns the counts, so this one must never commit again and ends for good. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencedException(int job, long epoch) {
        super("job %d: epoch %d is no longer the newest, a later launch has taken over; this run ends for good"
                .formatted(job, epoch));
    }
}
