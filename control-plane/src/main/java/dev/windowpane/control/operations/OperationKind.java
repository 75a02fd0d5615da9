package dev.windowpane.control.operations;

/** What was asked for. */
public enum OperationKind {
    CREATE,
    START,
    STOP,
    RESTART,
    REPLACE,
    UPGRADE,
    RESCALE,
    ROLLBACK,
    ACCEPT_GAPS
}
