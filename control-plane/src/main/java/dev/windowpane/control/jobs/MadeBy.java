package dev.windowpane.control.jobs;

/** How a revision came about. */
public enum MadeBy {
    /** It was there before revisions were kept. */
    FOUND,
    CREATED,
    /** A user replaced the spec. */
    REPLACED,
    /** It got the JAR that was current. */
    UPGRADED,
    /** Kafka is at another address: what was before it does not hold any more. */
    MOVED,
    /** A user changed the parallelism. */
    RESCALED,
    /** Spec and JAR of an older revision again: a user's wish, or the reconciler's since the revision before did not hold. */
    ROLLED_BACK;

    /** Whether it is given up for an older one by itself if it does not hold. */
    public boolean isOnProbation() {
        return switch (this) {
            case REPLACED, UPGRADED, RESCALED -> true;
            case FOUND, CREATED, MOVED, ROLLED_BACK -> false;
        };
    }
}
