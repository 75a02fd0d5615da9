package dev.windowpane.control.flink;

/** The cluster's task slots. */
public record FlinkSlots(int free, int total) {}
