package dev.windowpane.control.clusters;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What a cluster lists, the newest first. */
@RegisterForReflection
record ClusterJobItems(List<ClusterJob> items) {
    ClusterJobItems {
        items = List.copyOf(items);
    }
}
