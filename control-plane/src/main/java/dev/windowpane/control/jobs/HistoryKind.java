package dev.windowpane.control.jobs;

/** What a line of a job's history is about. */
public enum HistoryKind {
    /** Somebody asked for something. */
    REQUEST,
    /** A run went on. */
    PHASE,
    /** Flink noted an error of the job. */
    EXCEPTION,
    /** Spec or JAR changed by itself. */
    REVISION,
    /** What the reconciler saw or did besides. */
    NOTE
}
