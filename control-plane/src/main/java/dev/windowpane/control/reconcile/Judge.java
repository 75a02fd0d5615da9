package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.control.operations.Operation;
import dev.windowpane.control.operations.OperationKind;
import dev.windowpane.control.operations.OperationState;
import java.util.Optional;

/**
 * Decides whether an operation is done. A pure function of what was asked for, how the job stands and what was seen of it; while
 * nobody knows, it is not done.
 */
final class Judge {
    /** After so many launches in a row that ended by an error, somebody should look. */
    static final int ATTEMPTS = 3;

    private Judge() {}

    /** Empty while it goes on. */
    static Optional<Verdict> judge(Operation operation, StoredJob job, Sighting sighting) {
        return operation.kind() == OperationKind.STOP ? stopped(job) : running(operation, job, sighting);
    }

    /** Nobody ran the job any more by a person's wish, so the reconciler made a newer revision of an older one. */
    static boolean wasRolledBack(Operation operation, StoredJob job) {
        return job.revision() > operation.revision() && job.head().madeBy() == MadeBy.ROLLED_BACK;
    }

    private static Optional<Verdict> stopped(StoredJob job) {
        boolean underWay = job.run().map(run -> run.phase().underWay()).orElse(false);
        return job.desired() == Desired.STOPPED && !underWay
                ? ended(OperationState.SUCCEEDED, "")
                : Optional.<Verdict>empty();
    }

    private static Optional<Verdict> running(Operation operation, StoredJob job, Sighting sighting) {
        if (wasRolledBack(operation, job)) {
            return ended(
                    OperationState.FAILED, "revision %d did not hold and was given up".formatted(operation.revision()));
        }
        if (job.desired() == Desired.STOPPED) {
            return ended(OperationState.SUCCEEDED, "the job is stopped; it takes effect with the next start");
        }
        if (job.spec() instanceof StoredSpec.Refused refused) {
            return ended(OperationState.FAILED, refused.sentence(job.name()));
        }
        if (job.blocked()) {
            return ended(
                    OperationState.FAILED,
                    "Kafka no longer has records that are to be counted; accept the gaps to go on without them");
        }
        return job.run()
                .filter(run -> run.revision() >= operation.revision() && run.generation() >= operation.generation())
                .filter(run -> run.phase().underWay() || !job.changedSince(run))
                .flatMap(run -> ofRun(run, sighting));
    }

    private static Optional<Verdict> ofRun(Run run, Sighting sighting) {
        return switch (run.phase()) {
            case RUNNING ->
                run.stableAt().isPresent() && isUp(sighting)
                        ? ended(OperationState.SUCCEEDED, "")
                        : Optional.<Verdict>empty();
            case COMPLETED -> ended(OperationState.SUCCEEDED, "the job has counted all that it was to read");
            case FAILED ->
                run.attempt() >= ATTEMPTS
                        ? ended(
                                OperationState.FAILED,
                                "%d launches in a row failed, and it is tried again all the same: %s"
                                        .formatted(run.attempt(), run.error().orElse("no reason is known")))
                        : Optional.<Verdict>empty();
            case PLANNED, JAR_READY, SUBMITTING, STARTING, CANCELLING, STOPPED, LOST, SUPERSEDED -> Optional.empty();
        };
    }

    private static boolean isUp(Sighting sighting) {
        return sighting instanceof Sighting.Seen seen && seen.condition() == Condition.UP;
    }

    private static Optional<Verdict> ended(OperationState state, String detail) {
        return Optional.of(new Verdict(state, detail));
    }
}
