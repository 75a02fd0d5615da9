package dev.windowpane.control.explain;

import dev.windowpane.spec.ClusterName;
import java.time.Instant;
import java.util.Optional;

/** What the cluster says about a run besides its state. Few small questions; empty where it does not say. */
public interface ClusterFigures {
    /**
     * A run's tasks and gauges.
     *
     * @param waiting how many tasks wait for a slot
     * @param pendingRecords how many records wait in Kafka
     * @param ledgerAwaySince since when the job cannot reach Postgres
     * @param alarm whether Postgres comes back only if somebody does something
     * @param pendingBytes how much waits in memory to be committed
     */
    record Figures(
            int waiting,
            Optional<Long> pendingRecords,
            Optional<Instant> ledgerAwaySince,
            boolean alarm,
            long pendingBytes) {}

    /** The cluster's task slots. */
    record Slots(int free, int total) {}

    Optional<Figures> figures(ClusterName cluster, String runId);

    Optional<Slots> slots(ClusterName cluster);
}
