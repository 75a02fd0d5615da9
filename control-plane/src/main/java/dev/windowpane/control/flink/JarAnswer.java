package dev.windowpane.control.flink;

/** What came of an upload. */
public sealed interface JarAnswer {
    /** The cluster has the JAR under this id. */
    record Stored(String id) implements JarAnswer {}

    /** It does not have it. */
    record NotStored(FlinkCause cause) implements JarAnswer {}
}
