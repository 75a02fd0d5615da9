package dev.windowpane.control.metrics;

import dev.windowpane.control.jobs.StoredJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the clusters say about how runs do. Few small questions for each job; empty where a cluster does not say. */
public interface RunFigures {
    /**
     * How a run does.
     *
     * @param lag how many records wait in Kafka
     * @param checkpointMillis how long the last complete checkpoint took
     * @param commitMillis how long the last commit to Postgres took
     * @param restarts how often the cluster has restarted the run's tasks
     * @param busy the busiest task's share of its time, 0 to 1
     * @param backPressured the share of its time that the most held-up task waits for the next one, 0 to 1
     */
    record Figures(
            Optional<Long> lag,
            Optional<Long> checkpointMillis,
            Optional<Long> commitMillis,
            Optional<Long> restarts,
            Optional<Double> busy,
            Optional<Double> backPressured) {
        /** Nothing is known. */
        public static final Figures NONE = new Figures(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Of each of these jobs' newest run, by job; {@link Figures#NONE} if it is not up, its cluster does not answer, or there was no time.
     */
    Map<Integer, Figures> figures(List<StoredJob> jobs);
}
