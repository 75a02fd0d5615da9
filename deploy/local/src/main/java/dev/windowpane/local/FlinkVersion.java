package dev.windowpane.local;

/** The versions of Flink that our job and control plane are tested with. */
public enum FlinkVersion {
    /** The older one; only tests start it. */
    V2_2("flink22-lib"),
    /** The one that {@code windowpane up} starts. */
    V2_3("flink-lib");

    private final String module;

    FlinkVersion(String module) {
        this.module = module;
    }

    /** The Maven module below {@code deploy/local} that gathers its jars. */
    String module() {
        return module;
    }
}
