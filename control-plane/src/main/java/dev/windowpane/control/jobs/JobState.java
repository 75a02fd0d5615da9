package dev.windowpane.control.jobs;

/** What is observed of a job, as opposed to what is desired. */
public enum JobState {
    /** It is being launched, or waits for Flink or for task slots. */
    STARTING,
    /** All its tasks run. */
    RUNNING,
    /** It is being cancelled. */
    STOPPING,
    /** It does not run, as desired. */
    STOPPED,
    /** It has counted all that it was to read: a bounded job that ended by itself. */
    COMPLETED,
    /** Kafka no longer has records that it was to read; it is not launched until somebody accepts that. */
    BLOCKED,
    /** Its last run ended by an error; it is launched again after a while. Or this version refuses its spec. */
    FAILED,
    /** It ran, and is being brought back by Flink or by a new launch. */
    RESTARTING,
    /** Flink cannot be reached, so nobody knows. */
    UNKNOWN
}
