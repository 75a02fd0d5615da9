package dev.windowpane.control.flink;

import java.util.List;

/** What one look at the cluster says about all jobs. */
public sealed interface ClusterView {
    /** It answers; these are its jobs, also those that have ended not long ago. */
    record Reachable(List<FlinkJob> jobs) implements ClusterView {
        public Reachable {
            jobs = List.copyOf(jobs);
        }
    }

    /** It does not answer. That says nothing about jobs. */
    record Unreachable(String why) implements ClusterView {}
}
