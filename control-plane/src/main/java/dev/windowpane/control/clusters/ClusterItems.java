package dev.windowpane.control.clusters;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Every cluster, {@code default} first. */
@RegisterForReflection
record ClusterItems(List<Cluster> items) {
    ClusterItems {
        items = List.copyOf(items);
    }
}
