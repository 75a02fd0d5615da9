package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkJob;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers since when the cluster has been unreachable, and since when a run has been absent from a cluster that answers. */
final class Watch {
    private final Map<String, Instant> absentSince = new HashMap<>();
    /** Without a pass for so long, nobody knows what was meanwhile: Postgres was away, or this instance stood still. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private Optional<Instant> unreachableSince = Optional.empty();
    private Instant fairSince = Instant.MAX;
    private Instant last = Instant.MIN;
    private ClusterView view = new ClusterView.Unreachable("it has not been asked yet");

    void saw(ClusterView latest, Instant now) {
        boolean goesOn = last.isAfter(now.minus(LONGEST_PAUSE)) && view instanceof ClusterView.Reachable;
        fairSince = latest instanceof ClusterView.Reachable && goesOn ? fairSince : now;
        last = now;
        view = latest;
        switch (latest) {
            case ClusterView.Reachable reachable -> unreachableSince = Optional.empty();
            case ClusterView.Unreachable unreachable -> {
                unreachableSince = unreachableSince.or(() -> Optional.of(now));
                absentSince.clear();
            }
        }
    }

    /** Since when the cluster has answered each time it was asked, and passes followed one another. */
    Instant fairSince() {
        return fairSince;
    }

    /** Empty while it answers. */
    Optional<Instant> awaySince() {
        return unreachableSince;
    }

    Sighting sighting(Optional<Run> run, Instant now) {
        return switch (view) {
            case ClusterView.Unreachable unreachable ->
                new Sighting.Unreachable(unreachableSince.orElse(now), unreachable.why());
            case ClusterView.Reachable reachable ->
                run.map(known -> seenOrAbsent(reachable, known.id(), now)).orElse(new Sighting.Absent(now));
        };
    }

    /** Forgets runs that have ended. */
    void keepOnly(Set<String> runs) {
        absentSince.keySet().retainAll(runs);
    }

    private Sighting seenOrAbsent(ClusterView.Reachable reachable, String id, Instant now) {
        Optional<FlinkJob> found =
                reachable.jobs().stream().filter(job -> job.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return new Sighting.Absent(absentSince.computeIfAbsent(id, key -> now));
        }
        absentSince.remove(id);
        FlinkJob job = found.get();
        return new Sighting.Seen(condition(job), job.tasksUp(), job.tasks(), job.tasksWaiting(), Optional.empty());
    }

    static boolean isAlive(FlinkJob job) {
        return switch (condition(job)) {
            case COMING, UP, RESTARTING -> true;
            case GOING, FAILED, CANCELED, FINISHED -> false;
        };
    }

    static Condition condition(FlinkJob job) {
        return switch (job.state()) {
            case INITIALIZING, CREATED, RECONCILING -> Condition.COMING;
            case RUNNING -> job.tasks() > 0 && job.tasksUp() == job.tasks() ? Condition.UP : Condition.COMING;
            case RESTARTING, FAILING -> Condition.RESTARTING;
            case CANCELLING, SUSPENDED -> Condition.GOING;
            case FAILED -> Condition.FAILED;
            case CANCELED -> Condition.CANCELED;
            case FINISHED -> Condition.FINISHED;
        };
    }
}
