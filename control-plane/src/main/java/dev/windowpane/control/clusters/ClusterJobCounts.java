package dev.windowpane.control.clusters;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many jobs live on a cluster.
 *
 * @param ours launched by this installation
 */
@RegisterForReflection
public record ClusterJobCounts(int ours, int foreign) {}
