package dev.windowpane.control.explain;

/** Why a job shows nothing new, the gravest first. */
public enum Cause {
    /** Postgres does not answer us, or not the job. */
    POSTGRES_UNREACHABLE,
    /** It should not run. */
    STOPPED,
    /** Kafka no longer has records that it was to read, and nobody has accepted that. */
    BLOCKED,
    /** It is a bounded job and has counted everything. */
    COMPLETED,
    /** Flink does not answer, so nobody knows whether the job runs. */
    FLINK_UNREACHABLE,
    /** Its tasks wait for task slots. */
    NO_SLOTS,
    /** It is being launched, or brought back after an error. */
    RESTARTING,
    /** Records are read, but no checkpoint completes, so none is committed. */
    CHECKPOINTS_FAIL,
    /** Every record read lately became a dead letter. */
    EVERYTHING_REJECTED,
    /** More records wait in Kafka than it reads in a moment. */
    LAGGING,
    /** Every hit read lately belonged to a window that was FINAL. */
    EVERYTHING_LATE,
    /** No record comes from Kafka. */
    NO_DATA,
    /** No partition has had a record for the idle time-out. */
    ALL_IDLE,
    /** One partition's hits are far behind those of the others. */
    PARTITION_HOLDS_WATERMARK,
    /** The newest window has not ended yet. */
    WINDOW_OPEN,
    /** The spec or JAR that was asked for did not hold, so an older one runs. */
    REVISION_GIVEN_UP,
    /** Hits are counted, and windows become FINAL. */
    OK
}
