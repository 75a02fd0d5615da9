package dev.windowpane.control.jobs;

/** What the user wants of a job. */
public enum Desired {
    RUNNING,
    STOPPED
}
