package dev.windowpane.control.jobs;

import static dev.windowpane.control.jobs.JobState.FAILED;
import static dev.windowpane.control.jobs.JobState.RESTARTING;
import static dev.windowpane.control.jobs.JobState.RUNNING;
import static dev.windowpane.control.jobs.JobState.STARTING;
import static dev.windowpane.control.jobs.JobState.STOPPED;
import static dev.windowpane.control.jobs.JobState.STOPPING;
import static dev.windowpane.control.jobs.JobState.UNKNOWN;

import dev.windowpane.control.jobs.Sighting.Condition;
import java.util.Optional;

/** A pure function: what is desired, what was done and what was seen, to the state that is shown. */
final class Observer {
    private Observer() {}

    static JobState state(StoredJob job, Sighting sighting) {
        Optional<Run> run = job.run();
        if (run.isEmpty() || !run.get().phase().underWay()) {
            return ended(job, run);
        }
        return switch (run.get().phase()) {
            case PLANNED, JAR_READY -> job.desired() == Desired.STOPPED ? STOPPING : STARTING;
            case SUBMITTING, STARTING, RUNNING, CANCELLING -> submitted(job, run.get(), sighting);
            case STOPPED, FAILED, LOST, SUPERSEDED -> ended(job, run);
        };
    }

    private static JobState ended(StoredJob job, Optional<Run> run) {
        if (job.desired() == Desired.STOPPED) {
            return STOPPED;
        }
        return switch (run.map(Run::phase).orElse(Phase.STOPPED)) {
            case FAILED -> run.orElseThrow().revision() == job.revision() ? FAILED : STARTING;
            case LOST, SUPERSEDED -> RESTARTING;
            case STOPPED, PLANNED, JAR_READY, SUBMITTING, STARTING, RUNNING, CANCELLING -> STARTING;
        };
    }

    private static JobState submitted(StoredJob job, Run run, Sighting sighting) {
        if (sighting instanceof Sighting.Unreachable || sighting instanceof Sighting.NotLooked) {
            return UNKNOWN;
        }
        if (job.desired() == Desired.STOPPED) {
            return STOPPING;
        }
        boolean up = sighting instanceof Sighting.Seen seen && seen.condition() == Condition.UP;
        return switch (run.phase()) {
            case RUNNING -> up ? RUNNING : RESTARTING;
            case CANCELLING -> RESTARTING;
            case PLANNED, JAR_READY, SUBMITTING, STARTING, STOPPED, FAILED, LOST, SUPERSEDED ->
                sighting instanceof Sighting.Seen seen && seen.condition() == Condition.RESTARTING
                        ? RESTARTING
                        : STARTING;
        };
    }

    static Optional<String> detail(StoredJob job, Sighting sighting, JobState state) {
        Optional<String> error = job.run().flatMap(Run::error);
        return switch (state) {
            case RUNNING, STOPPED -> Optional.empty();
            case UNKNOWN -> Optional.of(unreachable(sighting).orElse("Flink has not been asked yet"));
            case FAILED ->
                Optional.of(error.orElse("the run ended by an error")
                        + job.run()
                                .flatMap(Run::deadline)
                                .map(at -> "; launched again at " + at)
                                .orElse(""));
            case STARTING, RESTARTING ->
                unreachable(sighting)
                        .or(() -> error)
                        .or(() ->
                                job.run().filter(run -> run.phase().underWay()).flatMap(run -> tasks(sighting)));
            case STOPPING -> unreachable(sighting).or(() -> Optional.of("waiting until Flink has ended it"));
        };
    }

    private static Optional<String> unreachable(Sighting sighting) {
        return sighting instanceof Sighting.Unreachable(var since, var why)
                ? Optional.of("Flink cannot be reached since %s: %s".formatted(since, why))
                : Optional.empty();
    }

    private static Optional<String> tasks(Sighting sighting) {
        return sighting instanceof Sighting.Seen seen && seen.condition() != Condition.UP && seen.tasks() > 0
                ? Optional.of("%d of %d tasks run; the others wait for a slot or are being deployed"
                        .formatted(seen.tasksRunning(), seen.tasks()))
                : Optional.empty();
    }
}
