package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.RunCause;
import java.time.Duration;
import java.util.Optional;

/** The one next step for a job. */
sealed interface Action {
    /**
     * Nothing to do now.
     *
     * @param steady whether all is as desired, so that there is no hurry to look again
     */
    record Wait(boolean steady) implements Action {}

    /**
     * Choose a Flink job id for a new run.
     *
     * @param attempt 1, or one more than the run before that ended without having been stable
     */
    record PlanRun(int attempt) implements Action {}

    /** See to it that the cluster has the JAR. */
    record StoreJar() implements Action {}

    /** Take the next epoch and send the launch. */
    record Submit() implements Action {}

    /** Send the same launch again under the same id and epoch, since nobody knows whether it came through. */
    record SubmitAgain() implements Action {}

    /**
     * Note what has been seen; nothing is sent.
     *
     * @param why empty where the phase says it all
     * @param notAgainFor the run has ended: the job is not launched again for this long
     */
    record Note(Phase to, Optional<RunCause> why, Duration notAgainFor) implements Action {}

    /** Note that the run has failed, with the cause that the cluster gives. */
    record NoteFailure(Duration notAgainFor) implements Action {}

    /** Note that the run has failed, though the cluster goes on trying, and have the cluster end it. */
    record GiveUp(RunCause why, Duration notAgainFor) implements Action {}

    /**
     * Make a revision with the spec and JAR of an older one.
     *
     * @param to the older one
     * @param why one sentence: what was wrong with the newest
     */
    record RollBack(long to, String why) implements Action {}

    /** Go on with a run that was believed to be lost. */
    record Adopt(PastRun run) implements Action {}

    /** Note that the run has proved itself. */
    record NoteStable() implements Action {}

    /** Have the cluster end the run. */
    record Cancel(String why) implements Action {}

    /** Ask the cluster again to end the run. */
    record CancelAgain() implements Action {}
}
