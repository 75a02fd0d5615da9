package dev.windowpane.control.jobs;

import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.spec.ClusterName;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.StopAt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as it stands in Postgres. It says what is desired and what was done, not what is observed.
 *
 * @param id its number in the count tables
 * @param revision counts the changes of spec and JAR
 * @param head what its newest revision is besides the spec
 * @param generation counts the wishes to be launched anew with the same revision
 * @param run its newest run
 * @param gaps those that nobody has accepted yet: a launch would find them again
 * @param wanted how many dead letters the next launch is to replay
 * @param watermark windows that end at or before it are FINAL
 * @param newestHit the time of the newest hit counted
 * @param committedAt when counts last changed
 */
public record StoredJob(
        int id,
        String name,
        StoredSpec spec,
        long revision,
        Head head,
        long generation,
        Desired desired,
        Instant createdAt,
        Instant updatedAt,
        Optional<Run> run,
        List<Gap> gaps,
        long wanted,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt) {
    public StoredJob {
        gaps = List.copyOf(gaps);
    }

    /** The same with its run as it is now. */
    public StoredJob with(Run newest) {
        return new StoredJob(
                id,
                name,
                spec,
                revision,
                head,
                generation,
                desired,
                createdAt,
                updatedAt,
                Optional.of(newest),
                gaps,
                wanted,
                watermark,
                newestHit,
                committedAt);
    }

    /** @throws IllegalStateException if this version refuses it */
    public JobSpec validSpec() {
        return switch (spec) {
            case StoredSpec.Valid valid -> valid.spec();
            case StoredSpec.Refused refused -> throw new IllegalStateException(refused.sentence(name));
        };
    }

    /** The Flink cluster that it is to run on. */
    public ClusterName cluster() {
        return switch (spec) {
            case StoredSpec.Valid valid -> valid.spec().execution().cluster();
            case StoredSpec.Refused refused -> run.map(Run::cluster).orElse(ClusterName.DEFAULT);
        };
    }

    /** The Flink cluster of the run that is under way; without one, that of the next run. */
    public ClusterName presentCluster() {
        return run.filter(last -> last.phase().underWay()).map(Run::cluster).orElseGet(this::cluster);
    }

    /** Whether it ends by itself. */
    public boolean bounded() {
        return spec instanceof StoredSpec.Valid(var valid) && !(valid.source().stopAt() instanceof StopAt.Never);
    }

    /** Whether a user has changed the job, or asked for it again, since this run was last noted. */
    public boolean changedSince(Run run) {
        return revision != run.revision() || generation != run.generation() || updatedAt.isAfter(run.updatedAt());
    }

    /** Whether it should run, but its newest run has found gaps that nobody has accepted and nothing was changed since. */
    public boolean blocked() {
        return desired == Desired.RUNNING
                && !gaps.isEmpty()
                && run.filter(last -> !last.phase().underWay() && !changedSince(last))
                        .isPresent();
    }

    /**
     * @param read the revision that somebody has read; empty: any
     * @throws RefusedException if the job has another by now
     */
    void requireRevision(Optional<Long> read) {
        if (read.isPresent() && read.get() != revision) {
            throw RefusedException.preconditionFailed(
                    "the job has been changed since: its revision is %d, not %d; read it again"
                            .formatted(revision, read.get()));
        }
    }

    /** When the job or its run last changed. */
    Instant changedAt() {
        return run.map(Run::updatedAt).filter(at -> at.isAfter(updatedAt)).orElse(updatedAt);
    }
}
