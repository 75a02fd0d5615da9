package dev.windowpane.control.clusters;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A cluster's task slots. */
@RegisterForReflection
public record ClusterSlots(int free, int total) {}
