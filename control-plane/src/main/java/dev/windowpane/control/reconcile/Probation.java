package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.CauseCode;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Head;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.reconcile.Action.RollBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a revision that a user made and that has never held is given up for the newest one that has. A pure function. It is given
 * up once at most, since the revision that follows is not on probation.
 */
final class Probation {
    /** From the first launch on, while Flink and Postgres answer and slots are not what is missing. */
    static final Duration TIME = Duration.ofSeconds(45);

    private Probation() {}

    /**
     * @param fairSince since when the cluster has answered each time it was asked, and Postgres as well
     * @return empty while the revision may still hold, or has nothing to be given up for
     */
    static Optional<Action> verdict(StoredJob job, Sighting sighting, Instant now, Instant fairSince) {
        Head head = job.head();
        if (job.desired() == Desired.STOPPED
                || !head.madeBy().isOnProbation()
                || head.stableAt().isPresent()
                || !job.gaps().isEmpty()) {
            return Optional.empty();
        }
        return job.run()
                .filter(run -> run.revision() == job.revision())
                .flatMap(run -> failed(job, run).or(() -> late(run, sighting, now, fairSince)))
                .flatMap(why -> head.fallback().map(to -> new RollBack(to, Head.givenUp(job.revision(), why))));
    }

    private static Optional<String> failed(StoredJob job, Run run) {
        // Somebody who starts it since wants to see it tried again
        return run.phase() == Phase.FAILED && !job.changedSince(run)
                ? run.cause().filter(Probation::isItsOwn).map(RunCause::sentence)
                : Optional.empty();
    }

    private static boolean isItsOwn(RunCause cause) {
        return CauseCode.fault(cause.code()) == CauseCode.Fault.REVISION;
    }

    private static Optional<String> late(Run run, Sighting sighting, Instant now, Instant fairSince) {
        boolean launched = switch (run.phase()) {
            case SUBMITTING, STARTING, RUNNING -> run.stableAt().isEmpty();
            case PLANNED, JAR_READY, CANCELLING, STOPPED, COMPLETED, FAILED, LOST, SUPERSEDED -> false;
        };
        boolean overdue = run.submittedAt()
                .map(at -> at.isAfter(fairSince) ? at : fairSince)
                .map(since -> !now.isBefore(since.plus(TIME)))
                .orElse(false);
        return launched && overdue ? notUp(run, sighting) : Optional.empty();
    }

    private static Optional<String> notUp(Run run, Sighting sighting) {
        return switch (sighting) {
            case Sighting.Seen seen when seen.condition() == Condition.UP || seen.waiting() > 0 -> Optional.empty();
            case Sighting.Seen(var how, var up, var of, var waiting, var failure)
            when failure.isPresent() ->
                failure.map(Sighting.Failure::cause).filter(Probation::isItsOwn).map(RunCause::sentence);
            case Sighting.Seen seen ->
                Optional.of("only %d of %d tasks run %d s after its launch"
                        .formatted(seen.tasksRunning(), seen.tasks(), TIME.toSeconds()));
            case Sighting.Absent absent ->
                Optional.of(run.error().orElse("Flink did not take it within %d s".formatted(TIME.toSeconds())));
            case Sighting.Unreachable unreachable -> Optional.empty();
            case Sighting.NotLooked notLooked -> Optional.empty();
        };
    }
}
