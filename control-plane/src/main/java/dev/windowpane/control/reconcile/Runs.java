package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept. Every change asks for the lease's token and the phase as it was read, so of two that want to act, one changes
 * nothing and learns it. What changes is told to the job's history in the same transaction.
 */
interface Runs {
    /** Begins a run of the job's newest revision and generation. */
    boolean plan(long token, StoredJob job, String runId, int attempt);

    boolean move(long token, StoredJob job, Run run, Move move);

    /**
     * Announces the launch, and pins the revision to the JAR if it is not pinned yet.
     *
     * @return the epoch, taken in the same transaction; empty if the run is not ours to submit
     */
    Optional<Long> submit(long token, StoredJob job, Run run, LocalJar jar, Duration patience);

    /** Notes what stands in the way of the run's next phase. */
    boolean noteError(long token, StoredJob job, Run run, RunCause error);

    /** Notes that the run, and so its revision, has held. */
    boolean noteStable(long token, StoredJob job, Run run);

    /**
     * Makes a revision with the spec and JAR of an older one, if the job still has the revision that it was read with, which has not
     * held, and is still to run.
     *
     * @param why one sentence that is kept with it
     */
    boolean rollBack(long token, StoredJob job, long to, String why);

    /**
     * Those of these Flink jobs that are ours: whose id was written before a launch was sent.
     *
     * @param cluster the cluster that shows them
     */
    List<PastRun> ofOurs(ClusterName cluster, Collection<String> flinkJobs);

    /** A run that was believed to be lost goes on as its job's run, if none has been submitted after it. */
    boolean adopt(long token, StoredJob job, PastRun run);

    /** Tells the job's history of an error that Flink noted of a run at its own time; once, however often it is told. */
    void exception(StoredJob job, Run run, Instant at, RunCause why);

    /**
     * Tells a job's history what was seen or done besides.
     *
     * @param flinkJob the one that it is about
     */
    void note(int job, String jobName, Optional<String> flinkJob, String what);
}
