package dev.windowpane.control.jobs;

/** What a change of a spec does. */
enum Effect {
    /** Nothing. */
    NONE,
    /** The job is launched anew; its counts go on. */
    RESTART,
    /** It is not possible for this job, since it has counted already and its counts would not add up. */
    NEW_JOB_NEEDED,
    /** A job is made. */
    CREATE
}
