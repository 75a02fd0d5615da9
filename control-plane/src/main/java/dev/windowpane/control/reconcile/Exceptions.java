package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.FlinkCause;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkFailure;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells jobs' histories of the errors that Flink has noted. A job that Flink restarts between two passes is never seen to restart, so
 * those that run are asked as well: a few in each pass, each once a minute. Used by one thread.
 */
final class Exceptions {
    /** Of one run, the newest. */
    static final int MOST = 8;

    private static final int EACH_PASS = 2;
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Runs runs;
    private final FlinkClusters clusters;
    private final Map<String, Instant> askedAt = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    Exceptions(Runs runs, FlinkClusters clusters) {
        this.runs = runs;
        this.clusters = clusters;
    }

    /** Forgets runs that have ended. */
    void keepOnly(Set<String> known) {
        askedAt.keySet().retainAll(known);
        told.keySet().retainAll(known);
    }

    /** @param failure what Flink has noted of the job's run */
    void tell(StoredJob job, FlinkFailure failure) {
        Run run = job.run().orElseThrow();
        Instant last = told.get(run.id());
        if (last == null || failure.at().isAfter(last)) {
            runs.exception(job, run, failure.at(), said(failure.cause()));
            told.put(run.id(), failure.at());
        }
    }

    /** Asks for the errors of jobs that run. */
    void look(List<StoredJob> all, Instant now) {
        all.stream()
                .filter(job -> job.run().filter(run -> isDue(run, now)).isPresent())
                .sorted(Comparator.comparing(job -> lastAsked(job.run().orElseThrow())))
                .limit(EACH_PASS)
                .forEach(job -> ask(job, job.run().orElseThrow(), now));
    }

    static RunCause said(FlinkCause cause) {
        return new RunCause(cause.code(), cause.sentence(), cause.hint());
    }

    private void ask(StoredJob job, Run run, Instant now) {
        askedAt.put(run.id(), now);
        clusters.of(run.cluster()).failures(run.id(), MOST).reversed().forEach(failure -> tell(job, failure));
    }

    private boolean isDue(Run run, Instant now) {
        return run.phase() == Phase.RUNNING && !now.isBefore(lastAsked(run).plus(BETWEEN));
    }

    /** A run that is new has its turn a minute from now. */
    private Instant lastAsked(Run run) {
        return Optional.ofNullable(askedAt.get(run.id())).orElse(run.updatedAt());
    }
}
