package dev.windowpane.control.operations;

/** How far an operation has come. */
public enum OperationState {
    /** It is being worked on. */
    RUNNING,
    /** It is as it was wanted. */
    SUCCEEDED,
    /** It is not, and will not be by this operation. */
    FAILED,
    /** Something else was asked for before it was done. */
    OVERTAKEN
}
