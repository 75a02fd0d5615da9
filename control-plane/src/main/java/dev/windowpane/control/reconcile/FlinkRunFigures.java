package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkLoad;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.metrics.RunFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How our own jobs' runs do, as Flink says it: three small questions for each job that is up. Half of the time between two samples may
 * pass; the jobs for which there was none are the first the next time.
 */
@ApplicationScoped
class FlinkRunFigures implements RunFigures {
    private static final String CHECKPOINT = "lastCheckpointDuration";
    private static final String RESTARTS = "numRestarts";
    private static final String PENDING_RECORDS = "Source__hits.pendingRecords";
    private static final String COMMIT = "commit.lastCommitMillis";
    private static final String BUSY = "busyTimeMsPerSecond";
    private static final String BACK_PRESSURED = "backPressuredTimeMsPerSecond";
    private static final double SECOND_MILLIS = 1000.0;
    private static final FlinkLoad.Names NAMES = new FlinkLoad.Names(
            List.of(CHECKPOINT, RESTARTS), List.of(PENDING_RECORDS, COMMIT), List.of(BUSY, BACK_PRESSURED));

    private final FlinkClusters clusters;
    private final Observations observations;
    private final InstantSource clock;
    private final Duration enough;
    private int first;

    FlinkRunFigures(FlinkClusters clusters, Observations observations, InstantSource clock, WindowpaneConfig config) {
        this.clusters = clusters;
        this.observations = observations;
        this.clock = clock;
        this.enough = config.samples().every().dividedBy(2);
    }

    @Override
    public synchronized Map<Integer, Figures> figures(List<StoredJob> jobs) {
        Instant end = clock.instant().plus(enough);
        Map<Integer, Figures> figures = new HashMap<>();
        List<StoredJob> inTurn = new ArrayList<>(jobs);
        Collections.rotate(inTurn, jobs.isEmpty() ? 0 : -(first % jobs.size()));
        int asked = 0;
        for (StoredJob job : inTurn) {
            boolean inTime = clock.instant().isBefore(end);
            figures.put(job.id(), inTime ? ask(job) : Figures.NONE);
            asked += inTime ? 1 : 0;
        }
        first = asked == jobs.size() ? 0 : first + asked;
        return figures;
    }

    private Figures ask(StoredJob job) {
        boolean up =
                observations.sighting(job) instanceof Sighting.Seen seen && seen.condition() == Sighting.Condition.UP;
        return job.run()
                .filter(run -> up)
                .flatMap(run -> clusters.of(run.cluster()).metrics().load(run.id(), NAMES))
                .map(FlinkRunFigures::figures)
                .orElse(Figures.NONE);
    }

    private static Figures figures(FlinkLoad load) {
        return new Figures(
                whole(load.sums(), PENDING_RECORDS),
                // -1 before the first
                whole(load.ofJob(), CHECKPOINT).filter(millis -> millis >= 0),
                whole(load.sums(), COMMIT),
                whole(load.ofJob(), RESTARTS),
                share(load, BUSY),
                share(load, BACK_PRESSURED));
    }

    private static Optional<Long> whole(Map<String, Double> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Math::round);
    }

    private static Optional<Double> share(FlinkLoad load, String name) {
        return Optional.ofNullable(load.most().get(name)).map(millis -> Math.clamp(millis / SECOND_MILLIS, 0.0, 1.0));
    }
}
