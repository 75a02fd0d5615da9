package dev.windowpane.control.jobs;

import static dev.windowpane.control.jobs.JobState.BLOCKED;
import static dev.windowpane.control.jobs.JobState.COMPLETED;
import static dev.windowpane.control.jobs.JobState.FAILED;
import static dev.windowpane.control.jobs.JobState.RESTARTING;
import static dev.windowpane.control.jobs.JobState.RUNNING;
import static dev.windowpane.control.jobs.JobState.STARTING;
import static dev.windowpane.control.jobs.JobState.STOPPED;
import static dev.windowpane.control.jobs.JobState.STOPPING;
import static dev.windowpane.control.jobs.JobState.UNKNOWN;

import dev.windowpane.control.jobs.Sighting.Condition;
import java.util.Optional;
import java.util.stream.Collectors;

/** A pure function: what is desired, what was done and what was seen, to the state that is shown. */
final class Observer {
    /** A sentence names at most this many partitions. */
    private static final int MOST_GAPS = 3;

    private Observer() {}

    static JobState state(StoredJob job, Sighting sighting) {
        Optional<Run> run = job.run();
        if (run.isEmpty() || !run.get().phase().underWay()) {
            return ended(job, run);
        }
        return switch (run.get().phase()) {
            case PLANNED, JAR_READY -> job.desired() == Desired.STOPPED ? STOPPING : STARTING;
            case SUBMITTING, STARTING, RUNNING, CANCELLING -> submitted(job, run.get(), sighting);
            case STOPPED, COMPLETED, FAILED, LOST, SUPERSEDED -> ended(job, run);
        };
    }

    private static JobState ended(StoredJob job, Optional<Run> run) {
        if (job.desired() == Desired.STOPPED) {
            return STOPPED;
        }
        if (job.spec() instanceof StoredSpec.Refused) {
            return FAILED;
        }
        if (job.blocked()) {
            return BLOCKED;
        }
        return switch (run.map(Run::phase).orElse(Phase.STOPPED)) {
            case FAILED -> run.orElseThrow().revision() == job.revision() ? FAILED : STARTING;
            case COMPLETED -> job.changedSince(run.orElseThrow()) ? STARTING : COMPLETED;
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
            case PLANNED, JAR_READY, SUBMITTING, STARTING, STOPPED, COMPLETED, FAILED, LOST, SUPERSEDED ->
                sighting instanceof Sighting.Seen seen && seen.condition() == Condition.RESTARTING
                        ? RESTARTING
                        : STARTING;
        };
    }

    static Optional<String> detail(StoredJob job, Sighting sighting, JobState state) {
        Optional<String> error = job.run().flatMap(Run::error);
        return switch (state) {
            case RUNNING, STOPPED, COMPLETED -> refused(job);
            case BLOCKED -> Optional.of(blocked(job));
            case UNKNOWN -> Optional.of(unreachable(sighting).orElse("Flink has not been asked yet"));
            case FAILED ->
                refused(job)
                        .or(() -> Optional.of(error.orElse("the run ended by an error")
                                + job.run()
                                        .flatMap(Run::deadline)
                                        .map(at -> "; launched again at " + at)
                                        .orElse("")));
            case STARTING, RESTARTING ->
                unreachable(sighting)
                        .or(() -> error)
                        .or(() -> job.run()
                                .filter(run -> run.phase() == Phase.CANCELLING)
                                .map(run -> "waiting until Flink has ended the run before"))
                        .or(() -> failure(sighting))
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

    private static Optional<String> refused(StoredJob job) {
        return job.spec() instanceof StoredSpec.Refused refused
                ? Optional.of(refused.sentence(job.name()))
                : Optional.empty();
    }

    private static String blocked(StoredJob job) {
        String topic = job.validSpec().source().topic().value();
        String gaps = job.gaps().stream()
                .limit(MOST_GAPS)
                .map(gap -> gap.sentence(topic))
                .collect(Collectors.joining("; "));
        int more = job.gaps().size() - MOST_GAPS;
        return gaps
                + (more > 0 ? "; and %d more partitions".formatted(more) : "")
                + ". Accept this to go on without them (POST /api/jobs/%s/gaps/accept)".formatted(job.name());
    }

    private static Optional<String> failure(Sighting sighting) {
        return sighting instanceof Sighting.Seen seen
                ? seen.failure().map(failure -> failure.cause().sentence())
                : Optional.empty();
    }

    private static Optional<String> tasks(Sighting sighting) {
        return sighting instanceof Sighting.Seen seen && seen.condition() != Condition.UP && seen.tasks() > 0
                ? Optional.of("%d of %d tasks run; the others wait for a slot or are being deployed"
                        .formatted(seen.tasksRunning(), seen.tasks()))
                : Optional.empty();
    }
}
