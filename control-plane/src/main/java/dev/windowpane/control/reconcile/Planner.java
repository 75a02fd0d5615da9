package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Absent;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.Sighting.Failure;
import dev.windowpane.control.jobs.Sighting.NotLooked;
import dev.windowpane.control.jobs.Sighting.Seen;
import dev.windowpane.control.jobs.Sighting.Unreachable;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.control.reconcile.Action.Cancel;
import dev.windowpane.control.reconcile.Action.CancelAgain;
import dev.windowpane.control.reconcile.Action.GiveUp;
import dev.windowpane.control.reconcile.Action.Note;
import dev.windowpane.control.reconcile.Action.NoteFailure;
import dev.windowpane.control.reconcile.Action.NoteStable;
import dev.windowpane.control.reconcile.Action.PlanRun;
import dev.windowpane.control.reconcile.Action.StoreJar;
import dev.windowpane.control.reconcile.Action.Submit;
import dev.windowpane.control.reconcile.Action.SubmitAgain;
import dev.windowpane.control.reconcile.Action.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides the next step for a job. A pure function of what is desired, what was done and what was seen: it asks nobody and changes
 * nothing. While the cluster is unreachable it decides nothing that needs the cluster.
 */
final class Planner {
    /** An absent job is believed to be gone after this long: a listing right after a launch or a restart may be incomplete. */
    static final Duration ABSENCE = Duration.ofMillis(1500);
    /** Between two tries of the same step. */
    static final Duration PAUSE = Duration.ofSeconds(2);
    /** A run that has been up for this long is stable, even if there was nothing to commit. */
    static final Duration STABLE_AFTER = Duration.ofSeconds(60);

    /** A launch replays at most 1,000 dead letters; what is left, or wanted since, waits so long for the next. */
    static final Duration BETWEEN_REPLAYS = Duration.ofSeconds(30);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private Planner() {}

    /** @param fairSince since when the cluster has answered each time it was asked, and Postgres as well */
    static Action plan(StoredJob job, Sighting sighting, Instant now, Instant fairSince) {
        Optional<Run> run = job.run();
        if (sighting instanceof Unreachable) {
            return run.filter(old -> isLeftBehind(job, old))
                    .<Action>map(Planner::leaveBehind)
                    .orElse(new Wait(false));
        }
        if (sighting instanceof NotLooked) {
            return new Wait(false);
        }
        Optional<Action> verdict = Probation.verdict(job, sighting, now, fairSince);
        if (verdict.isPresent()) {
            return verdict.get();
        }
        return run.isPresent() && run.get().phase().underWay()
                ? underWay(job, run.get(), sighting, now)
                : ended(job, run, now);
    }

    private static Action ended(StoredJob job, Optional<Run> last, Instant now) {
        if (job.desired() == Desired.STOPPED) {
            return new Wait(true);
        }
        // Nothing that time alone could change
        if (job.blocked() || job.spec() instanceof StoredSpec.Refused) {
            return new Wait(true);
        }
        if (last.isEmpty()) {
            return new PlanRun(1);
        }
        Run run = last.get();
        boolean changedSince = job.changedSince(run);
        if (!changedSince && run.phase() == Phase.COMPLETED) {
            return replayIsDue(job, run.updatedAt(), now) ? new PlanRun(1) : new Wait(true);
        }
        if (!changedSince && run.deadline().map(now::isBefore).orElse(false)) {
            return new Wait(false);
        }
        boolean inRow = (run.phase() == Phase.FAILED || run.phase() == Phase.LOST)
                && run.stableAt().isEmpty()
                && !changedSince;
        return new PlanRun(inRow ? run.attempt() + 1 : 1);
    }

    private static Action underWay(StoredJob job, Run run, Sighting sighting, Instant now) {
        Optional<String> unwanted = unwanted(job, run);
        if (job.spec() instanceof StoredSpec.Refused refused && isBeforeItsLaunch(run, sighting)) {
            return unwanted.isPresent()
                    ? drop(job, unwanted)
                    : new Note(
                            Phase.FAILED,
                            Optional.of(OwnCauses.specUnreadable(refused.sentence(job.name()))),
                            Duration.ZERO);
        }
        return switch (run.phase()) {
            case PLANNED -> unwanted.isPresent() ? drop(job, unwanted) : paced(run, now, new StoreJar());
            case JAR_READY -> unwanted.isPresent() ? drop(job, unwanted) : paced(run, now, new Submit());
            case SUBMITTING -> submitting(job, run, sighting, unwanted, now);
            case STARTING -> starting(job, run, sighting, unwanted, now);
            case RUNNING -> running(job, run, sighting, unwanted, now);
            case CANCELLING -> cancelling(job, run, sighting, now);
            case STOPPED, COMPLETED, FAILED, LOST, SUPERSEDED ->
                throw new IllegalArgumentException("has ended: " + run);
        };
    }

    private static Optional<String> unwanted(StoredJob job, Run run) {
        if (job.desired() == Desired.STOPPED) {
            return Optional.of("stop is desired");
        }
        if (job.revision() != run.revision()) {
            return Optional.of("revision %d replaces %d".formatted(job.revision(), run.revision()));
        }
        return job.generation() == run.generation() ? Optional.empty() : Optional.of("a restart was asked for");
    }

    /** Nobody can cancel it there, and nobody needs to: only the newest epoch commits. */
    private static boolean isLeftBehind(StoredJob job, Run run) {
        return run.phase().underWay()
                && job.desired() == Desired.RUNNING
                && !run.cluster().equals(job.cluster());
    }

    private static Action leaveBehind(Run run) {
        String why = "cluster '%s' does not answer; its commits are fenced by the next epoch".formatted(run.cluster());
        return new Note(Phase.SUPERSEDED, Optional.of(RunCause.of(why)), Duration.ZERO);
    }

    /** Nothing has been sent for this run yet. */
    private static Action drop(StoredJob job, Optional<String> why) {
        return new Note(endOf(job), why.map(RunCause::of), Duration.ZERO);
    }

    private static Action paced(Run run, Instant now, Action action) {
        return run.error().isPresent() && now.isBefore(run.updatedAt().plus(PAUSE)) ? new Wait(false) : action;
    }

    private static Action submitting(
            StoredJob job, Run run, Sighting sighting, Optional<String> unwanted, Instant now) {
        return switch (sighting) {
            case Seen seen when seen.condition().ended() -> over(job, run, seen.condition());
            case Seen seen when unwanted.isPresent() -> new Cancel(unwanted.get());
            case Seen seen -> new Note(Phase.STARTING, Optional.empty(), Duration.ZERO);
            case Absent absent when unwanted.isPresent() -> new Cancel(unwanted.get());
            case Absent absent when now.isBefore(run.updatedAt().plus(PAUSE)) -> new Wait(false);
            case Absent absent when run.deadline().map(now::isBefore).orElse(false) -> new SubmitAgain();
            case Absent absent ->
                new Note(Phase.FAILED, Optional.of(run.cause().orElse(OwnCauses.NOT_TAKEN)), backOff(run));
            case Unreachable unreachable -> new Wait(false);
            case NotLooked notLooked -> new Wait(false);
        };
    }

    private static Action starting(StoredJob job, Run run, Sighting sighting, Optional<String> unwanted, Instant now) {
        return switch (sighting) {
            case Seen seen when seen.condition().ended() -> over(job, run, seen.condition());
            case Seen seen when unwanted.isPresent() -> new Cancel(unwanted.get());
            case Seen seen when hasLostOffsets(seen.failure()) -> giveUp(run, seen.failure());
            case Seen seen
            when seen.condition() == Condition.UP -> new Note(Phase.RUNNING, Optional.empty(), Duration.ZERO);
            case Seen seen -> new Wait(false);
            case Absent absent -> absent(run, absent, unwanted, now);
            case Unreachable unreachable -> new Wait(false);
            case NotLooked notLooked -> new Wait(false);
        };
    }

    private static Action running(StoredJob job, Run run, Sighting sighting, Optional<String> unwanted, Instant now) {
        return switch (sighting) {
            case Seen seen when seen.condition().ended() -> over(job, run, seen.condition());
            case Seen seen when unwanted.isPresent() -> new Cancel(unwanted.get());
            case Seen seen when hasLostOffsets(seen.failure()) -> giveUp(run, seen.failure());
            case Seen seen when seen.condition() != Condition.UP -> new Wait(false);
            case Seen seen
            when run.stableAt().isPresent() -> stable(job, run.stableAt().get(), now);
            case Seen seen -> isStable(job, run, now) ? new NoteStable() : new Wait(false);
            case Absent absent -> absent(run, absent, unwanted, now);
            case Unreachable unreachable -> new Wait(false);
            case NotLooked notLooked -> new Wait(false);
        };
    }

    private static Action cancelling(StoredJob job, Run run, Sighting sighting, Instant now) {
        return switch (sighting) {
            case Seen seen when seen.condition().ended() -> ended(job, "Flink has ended it");
            case Seen seen
            when job.desired() == Desired.RUNNING
                    && run.deadline().map(now::isAfter).orElse(false) ->
                new Note(
                        Phase.SUPERSEDED,
                        Optional.of(RunCause.of(
                                "Flink does not finish cancelling it; its commits are fenced by the next epoch")),
                        Duration.ZERO);
            case Seen seen when seen.condition() != Condition.GOING -> new CancelAgain();
            case Seen seen -> new Wait(false);
            case Absent absent when isGone(absent, now) -> ended(job, "Flink no longer has it");
            case Absent absent -> new Wait(false);
            case Unreachable unreachable -> new Wait(false);
            case NotLooked notLooked -> new Wait(false);
        };
    }

    /** Dead letters are replayed by a launch, and are no reason to launch a job that does not hold yet. */
    private static Action stable(StoredJob job, Instant since, Instant now) {
        return replayIsDue(job, since, now)
                ? new Cancel("%d dead letters are to be replayed".formatted(job.wanted()))
                : new Wait(true);
    }

    private static boolean replayIsDue(StoredJob job, Instant since, Instant now) {
        return job.wanted() > 0 && !now.isBefore(since.plus(BETWEEN_REPLAYS));
    }

    private static boolean hasLostOffsets(Optional<Failure> failure) {
        return failure.map(Failure::offsetsLost).orElse(false);
    }

    /** Flink would try for ever; a launch looks what Kafka has, and finds the gap. */
    private static Action giveUp(Run run, Optional<Failure> failure) {
        return new GiveUp(failure.map(Failure::cause).orElse(OwnCauses.OFFSETS_LOST), backOff(run));
    }

    private static boolean isBeforeItsLaunch(Run run, Sighting sighting) {
        return run.phase() == Phase.PLANNED
                || run.phase() == Phase.JAR_READY
                || (run.phase() == Phase.SUBMITTING && sighting instanceof Absent);
    }

    private static Action over(StoredJob job, Run run, Condition how) {
        return switch (how) {
            case FAILED -> new NoteFailure(backOff(run));
            case CANCELED -> new Note(Phase.LOST, Optional.of(OwnCauses.CANCELLED), backOff(run));
            case FINISHED ->
                job.bounded()
                        ? new Note(Phase.COMPLETED, Optional.empty(), Duration.ZERO)
                        : new Note(Phase.LOST, Optional.of(OwnCauses.ENDED), backOff(run));
            case COMING, UP, RESTARTING, GOING -> throw new IllegalArgumentException("has not ended: " + how);
        };
    }

    private static Action absent(Run run, Absent absent, Optional<String> unwanted, Instant now) {
        if (!isGone(absent, now)) {
            return new Wait(false);
        }
        return unwanted.isPresent()
                ? new Cancel(unwanted.get())
                : new Note(
                        Phase.LOST,
                        Optional.of(OwnCauses.GONE),
                        run.stableAt().isPresent() ? Duration.ZERO : backOff(run));
    }

    private static boolean isGone(Absent absent, Instant now) {
        return !now.isBefore(absent.since().plus(ABSENCE));
    }

    private static boolean isStable(StoredJob job, Run run, Instant now) {
        // The epoch was taken just before, under the ledger's lock: a commit since then is its own, also one from
        // before it was seen to run
        Instant epochTaken = run.submittedAt().orElse(run.updatedAt());
        return job.committedAt().map(at -> at.isAfter(epochTaken)).orElse(false)
                || !now.isBefore(run.updatedAt().plus(STABLE_AFTER));
    }

    private static Action ended(StoredJob job, String how) {
        return new Note(endOf(job), Optional.of(RunCause.of(how)), Duration.ZERO);
    }

    private static Phase endOf(StoredJob job) {
        return job.desired() == Desired.STOPPED ? Phase.STOPPED : Phase.SUPERSEDED;
    }

    /** 1 s after the first failure in a row, doubled with each more. */
    static Duration backOff(Run run) {
        int failures = run.stableAt().isPresent() ? 1 : run.attempt();
        Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
    }
}
