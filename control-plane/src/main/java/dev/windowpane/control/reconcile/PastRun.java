package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that has ended by what is written, though the cluster shows its job alive.
 *
 * @param id the Flink job id
 * @param job its job's number
 * @param phase empty if the run's row is gone, with its job or by age
 * @param newest whether no run of the job has been submitted after it
 * @param endedAt when it was noted to have ended
 */
record PastRun(
        String id,
        int job,
        String jobName,
        Optional<Phase> phase,
        long revision,
        long generation,
        boolean newest,
        Instant endedAt) {
    /** Its cancel may have been sent a moment ago. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What is to be done about it. */
    enum Verdict {
        LEAVE,
        /** The cluster had only forgotten it for a while: it goes on as the job's run. */
        ADOPT,
        /** Its commits are fenced or unwanted; it only takes slots. */
        CANCEL
    }

    /** @param owner its job, empty if that is no more */
    Verdict verdict(Optional<StoredJob> owner, Instant now) {
        if (phase.filter(Phase::underWay).isPresent()) {
            return Verdict.LEAVE;
        }
        if (owner.filter(this::mayGoOn).isPresent()) {
            return Verdict.ADOPT;
        }
        return phase.isPresent() && now.isBefore(endedAt.plus(GRACE)) ? Verdict.LEAVE : Verdict.CANCEL;
    }

    private boolean mayGoOn(StoredJob owner) {
        return newest
                && phase.filter(Phase.LOST::equals).isPresent()
                && owner.desired() == Desired.RUNNING
                && owner.revision() == revision
                && owner.generation() == generation
                && owner.run()
                        .filter(run -> run.id().equals(id) || isUnsent(run))
                        .isPresent();
    }

    private static boolean isUnsent(Run run) {
        return run.phase() == Phase.PLANNED || run.phase() == Phase.JAR_READY;
    }
}
