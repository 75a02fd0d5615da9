package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
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
    private final RevisionStore revisions;
    private final HistoryStore history;
    private final Revisions making;
    private final JarLibrary jars;
    private final JarStore library;
    private final Observations observations;

    Jobs(
            Database database,
            JobStore store,
            GapStore gaps,
            RevisionStore revisions,
            HistoryStore history,
            Revisions making,
            JarLibrary jars,
            JarStore library,
            Observations observations) {
        this.database = database;
        this.store = store;
        this.gaps = gaps;
        this.revisions = revisions;
        this.history = history;
        this.making = making;
        this.jars = jars;
        this.library = library;
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
        making.requireCluster(spec);
        String name = spec.name().value();
        Optional<LocalJar> current = jars.current();
        return observations.show(database.transaction(session -> {
            if (!store.insert(session, spec, put(session, current), desired)) {
                throw RefusedException.conflict("there is a job '%s' already".formatted(name));
            }
            return require(session, name);
        }));
    }

    /** @param revision the revision that the caller has read; empty: any */
    Job replaceSpec(String name, Optional<Long> revision, JobSpec spec) {
        return change(name, (session, job) -> {
            requireRevision(job, revision);
            making.replace(session, job, spec);
        });
    }

    /**
     * Gives the job the current JAR.
     *
     * @param revision the revision that the caller has read; empty: any
     * @param spec empty: it keeps its spec
     */
    Job upgrade(String name, Optional<Long> revision, Optional<JobSpec> spec) {
        LocalJar current = jars.current()
                .orElseThrow(() -> RefusedException.conflict(
                        "there is no job JAR to upgrade to: it is missing on the server's disk"));
        return change(name, (session, job) -> {
            requireRevision(job, revision);
            making.upgrade(session, job, library.put(session, current), spec);
        });
    }

    Job rescale(String name, int parallelism) {
        return change(name, (session, job) -> making.rescale(session, job, parallelism));
    }

    /** @param to the revision whose spec and JAR are wanted again; empty: the newest other one that has held */
    Job rollBack(String name, Optional<Long> to) {
        return change(name, (session, job) -> making.rollBack(session, job, to));
    }

    /** Launches it anew with the same spec and JAR. */
    Job restart(String name) {
        return change(name, store::raiseGeneration);
    }

    /** The newest first, only older ones than {@code before}. */
    List<Revision> revisions(String name, long before, int limit) {
        return database.transaction(
                session -> revisions.page(session, require(session, name).id(), before, limit));
    }

    /** @throws NoSuchThingException if there is no such job or revision */
    Revision revision(String name, long number) {
        return database.transaction(session -> revisions
                .find(session, require(session, name).id(), number)
                .orElseThrow(() -> NoSuchThingException.revision(name, number)));
    }

    /** The newest first, only those whose id is below {@code before}. */
    List<HistoryEntry> history(String name, Optional<HistoryKind> kind, long before, int limit) {
        return database.transaction(
                session -> history.page(session, require(session, name).id(), kind, before, limit));
    }

    /** What is done to a job in the transaction of a request. */
    @FunctionalInterface
    private interface Change {
        void to(Session session, StoredJob job) throws SQLException;
    }

    private Job change(String name, Change change) {
        return observations.show(database.transaction(session -> {
            store.lock(session, name);
            change.to(session, require(session, name));
            return require(session, name);
        }));
    }

    private Optional<String> put(Session session, Optional<LocalJar> current) throws SQLException {
        return current.isPresent()
                ? Optional.of(library.put(session, current.get()).sha256())
                : Optional.empty();
    }

    private static void requireRevision(StoredJob job, Optional<Long> revision) {
        if (revision.isPresent() && revision.get() != job.revision()) {
            throw RefusedException.preconditionFailed(
                    "the job has been changed since: its revision is %d, not %d; read it again"
                            .formatted(job.revision(), revision.get()));
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
