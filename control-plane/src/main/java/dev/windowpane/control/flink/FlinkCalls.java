package dev.windowpane.control.flink;

/** The REST clients of one cluster. Both throw {@link jakarta.ws.rs.ProcessingException} if the cluster cannot be called at all. */
interface FlinkCalls {
    /** For questions that are answered at once. */
    FlinkRest quick();

    /** For uploads and launches. */
    FlinkLaunchRest slow();
}
