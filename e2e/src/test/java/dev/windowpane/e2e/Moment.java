package dev.windowpane.e2e;

/** When the control plane dies. */
enum Moment {
    /** Inside the statement, which therefore never happens. */
    UNWRITTEN,
    /** The statement is committed; nothing of what it announces has reached Flink. */
    UNSENT,
    /** Flink has done what was sent, but its answer is lost. */
    UNANSWERED
}
