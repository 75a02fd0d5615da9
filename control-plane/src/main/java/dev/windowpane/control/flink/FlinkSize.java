package dev.windowpane.control.flink;

/**
 * How large a cluster is.
 *
 * @param version of Flink
 * @param taskManagers how many are registered
 */
public record FlinkSize(String version, int taskManagers, FlinkSlots slots) {}
