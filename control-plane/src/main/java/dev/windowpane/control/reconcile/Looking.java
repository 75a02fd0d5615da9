package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.spec.ClusterName;
import java.util.Collection;
import java.util.Map;

/** Asks clusters for their jobs. */
@FunctionalInterface
interface Looking {
    /**
     * @param late is called when an answer has come after this has returned
     * @return the answers since this was last called; a cluster that is still being asked is missing
     */
    Map<ClusterName, ClusterView> look(Collection<ClusterName> names, Runnable late);
}
