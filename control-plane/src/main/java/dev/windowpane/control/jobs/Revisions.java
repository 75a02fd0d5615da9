package dev.windowpane.control.jobs;

import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.control.problem.UnprocessableException;
import dev.windowpane.spec.ClusterName;
import dev.windowpane.spec.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Makes revisions of jobs that are there, as users wish. The job is locked until the transaction ends. */
@ApplicationScoped
class Revisions {
    private final JobStore jobs;
    private final RevisionStore store;
    private final Clusters clusters;

    Revisions(JobStore jobs, RevisionStore store, Clusters clusters) {
        this.jobs = jobs;
        this.store = store;
        this.clusters = clusters;
    }

    /** Another spec, the same JAR. */
    void replace(Session session, StoredJob job, JobSpec spec) throws SQLException {
        make(session, job, new Making(checked(session, job, spec), jar(job), MadeBy.REPLACED, Optional.empty()));
    }

    /** Another JAR, and another spec if there is one. */
    void upgrade(Session session, StoredJob job, JarRef jar, Optional<JobSpec> spec) throws SQLException {
        if (spec.isEmpty() && jar(job).filter(jar.sha256()::equals).isPresent()) {
            throw RefusedException.conflict(
                    "the job has the current JAR already (version %s, SHA-256 %s); to launch it anew, restart it"
                            .formatted(jar.version(), jar.sha256()));
        }
        StoredSpec wanted = spec.isPresent() ? checked(session, job, spec.get()) : job.spec();
        make(session, job, new Making(wanted, Optional.of(jar.sha256()), MadeBy.UPGRADED, Optional.empty()));
    }

    /** Another parallelism. */
    void rescale(Session session, StoredJob job, int parallelism) throws SQLException {
        if (!(job.spec() instanceof StoredSpec.Valid(var spec))) {
            throw RefusedException.conflict("this version cannot read the job's spec: replace it");
        }
        StoredSpec scaled = new StoredSpec.Valid(scaled(spec, parallelism));
        String note = "parallelism %d → %d".formatted(spec.execution().parallelism(), parallelism);
        make(session, job, new Making(scaled, jar(job), MadeBy.RESCALED, Optional.of(note)));
    }

    /** Spec and JAR of an older revision again. */
    void rollBack(Session session, StoredJob job, Optional<Long> to) throws SQLException {
        long wanted = to.or(() -> job.head().fallback())
                .orElseThrow(() -> RefusedException.conflict(
                        "no older revision of the job has held yet; name the one to go back to"));
        if (wanted == job.revision()) {
            throw new InvalidRequestException(
                    "/revision", "the job has this revision now; to launch it anew, restart it");
        }
        Revision old = store.find(session, job.id(), wanted)
                .orElseThrow(() -> NoSuchThingException.revision(job.name(), wanted));
        refuseOtherCounts(session, job, old.spec());
        make(
                session,
                job,
                new Making(
                        old.spec(),
                        old.jar().map(JarRef::sha256),
                        MadeBy.ROLLED_BACK,
                        Optional.of("spec and JAR of revision %d".formatted(wanted))));
    }

    /** @throws UnprocessableException if the operator has not named the spec's Flink cluster */
    void requireCluster(JobSpec spec) {
        ClusterName cluster = spec.execution().cluster();
        if (clusters.address(cluster).isEmpty()) {
            throw new UnprocessableException("/execution/cluster", clusters.unknown(cluster));
        }
    }

    private StoredSpec checked(Session session, StoredJob job, JobSpec spec) throws SQLException {
        if (!spec.name().value().equals(job.name())) {
            throw new InvalidRequestException(
                    "/name", "a job keeps its name: it must be '%s', but is '%s'".formatted(job.name(), spec.name()));
        }
        requireCluster(spec);
        StoredSpec valid = new StoredSpec.Valid(spec);
        refuseOtherCounts(session, job, valid);
        return valid;
    }

    /** Offsets belong to a topic, and counts of other windows or rollups do not add up with those that are there. */
    private void refuseOtherCounts(Session session, StoredJob job, StoredSpec spec) throws SQLException {
        Optional<String> changed = SpecChange.ofCounts(job.spec(), spec);
        if (changed.isEmpty()) {
            return;
        }
        // First, so that a launch under way does not write offsets of the old topic after we looked
        jobs.fence(session, job);
        if (jobs.hasOffsets(session, job)) {
            throw new InvalidRequestException(
                    changed.get(),
                    "this cannot change once a job has been launched: its counts would no longer add up. Make another job");
        }
    }

    private void make(Session session, StoredJob job, Making making) throws SQLException {
        if (!jobs.revise(session, job, making)) {
            throw RefusedException.preconditionFailed("the job has been changed since; read it again");
        }
    }

    private static Optional<String> jar(StoredJob job) {
        return job.head().jar().map(JarRef::sha256);
    }

    private static JobSpec scaled(JobSpec spec, int parallelism) {
        try {
            return spec.scaledTo(parallelism);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/parallelism", String.valueOf(e.getMessage()), e);
        }
    }
}
