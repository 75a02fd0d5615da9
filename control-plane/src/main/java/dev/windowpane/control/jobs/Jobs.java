package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.spec.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What users do with jobs. Each writes what is desired and returns; the reconciler does the rest. */
@ApplicationScoped
public class Jobs {
    private final Database database;
    private final JobStore store;
    private final GapStore gaps;
    private final Observations observations;

    Jobs(Database database, JobStore store, GapStore gaps, Observations observations) {
        this.database = database;
        this.store = store;
        this.gaps = gaps;
        this.observations = observations;
    }

    public List<Job> all() {
        return database.transaction(store::all).stream().map(observations::show).toList();
    }

    /** @throws NoSuchThingException if there is no such job */
    public Job named(String name) {
        return observations.show(database.transaction(session -> require(session, name)));
    }

    List<Run> runs(String name) {
        return database.transaction(
                session -> store.runs(session, require(session, name).id()));
    }

    List<Gap> gaps(String name) {
        return database.transaction(
                session -> gaps.ofJob(session, require(session, name).id()));
    }

    Job acceptGaps(String name, AcceptedGaps accepted) {
        return observations.show(database.transaction(session -> {
            StoredJob job = require(session, name);
            List<Gap> open = gaps.lockOpen(session, job.id());
            if (open.isEmpty()) {
                throw RefusedException.conflict("no gap is open");
            }
            if (!accepted.areAll(open)) {
                throw RefusedException.conflict("exactly what is open now must be accepted: "
                        + open.stream().map(gap -> GapRange.of(gap).toString()).collect(Collectors.joining("; ")));
            }
            gaps.acceptOpen(session, job.id());
            store.touch(session, job);
            return require(session, name);
        }));
    }

    Job create(JobSpec spec, Desired desired) {
        String name = spec.name().value();
        return observations.show(database.transaction(session -> {
            if (!store.insert(session, spec, desired)) {
                throw RefusedException.conflict("there is a job '%s' already".formatted(name));
            }
            return require(session, name);
        }));
    }

    /** @param revision the revision that the caller has read */
    Job replaceSpec(String name, long revision, JobSpec spec) {
        if (!spec.name().value().equals(name)) {
            throw new InvalidRequestException(
                    "/name", "a job keeps its name: it must be '%s', but is '%s'".formatted(name, spec.name()));
        }
        return observations.show(database.transaction(session -> {
            StoredJob job = require(session, name);
            refuseOtherCounts(session, job, spec);
            if (job.revision() != revision || !store.replaceSpec(session, job, spec)) {
                throw RefusedException.preconditionFailed(
                        "the job has been changed since: its revision is %d, not %d; read it again"
                                .formatted(job.revision(), revision));
            }
            return require(session, name);
        }));
    }

    /** Offsets belong to a topic, and counts of other windows or rollups do not add up with those that are there. */
    private void refuseOtherCounts(Session session, StoredJob job, JobSpec spec) throws SQLException {
        Optional<String> changed = SpecChange.ofCounts(job.spec(), spec);
        if (changed.isEmpty()) {
            return;
        }
        // First, so that a launch under way does not write offsets of the old topic after we looked
        store.fence(session, job);
        if (store.hasOffsets(session, job)) {
            throw new InvalidRequestException(
                    changed.get(),
                    "this cannot change once a job has been launched: its counts would no longer add up. Make another job");
        }
    }

    Job setDesired(String name, Desired desired) {
        return observations.show(database.transaction(session -> {
            store.setDesired(session, require(session, name), desired);
            return require(session, name);
        }));
    }

    void delete(String name) {
        database.<Boolean>transaction(session -> {
            store.lock(session, name);
            StoredJob job = require(session, name);
            boolean underWay = job.run().map(run -> run.phase().underWay()).orElse(false);
            if (job.desired() == Desired.RUNNING || underWay) {
                throw RefusedException.conflict(
                        "the job is %s; stop it first".formatted(underWay ? "still under way" : "meant to run"));
            }
            store.delete(session, job);
            return true;
        });
    }

    private StoredJob require(Session session, String name) throws SQLException {
        return store.named(session, name).orElseThrow(() -> NoSuchThingException.job(name));
    }
}
