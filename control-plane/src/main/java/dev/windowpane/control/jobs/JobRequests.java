package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.operations.OperationKind;
import dev.windowpane.control.problem.RefusedException;
import dev.windowpane.control.requests.Answer;
import dev.windowpane.control.requests.Call;
import dev.windowpane.control.requests.Reply;
import dev.windowpane.control.requests.Requests;
import dev.windowpane.spec.JobName;
import dev.windowpane.spec.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What users ask of jobs. Each writes what is desired and answers; the reconciler does the rest. */
@ApplicationScoped
class JobRequests {
    private final Requests requests;
    private final Jobs jobs;
    private final JobStore store;
    private final GapStore gaps;
    private final Revisions revisions;
    private final JarLibrary jars;
    private final JarStore library;
    private final Journal journal;

    JobRequests(
            Requests requests,
            Jobs jobs,
            JobStore store,
            GapStore gaps,
            Revisions revisions,
            JarLibrary jars,
            JarStore library,
            Journal journal) {
        this.requests = requests;
        this.jobs = jobs;
        this.store = store;
        this.gaps = gaps;
        this.revisions = revisions;
        this.jars = jars;
        this.library = library;
        this.journal = journal;
    }

    Answer create(Call call, JobSpec spec, Desired desired) {
        Optional<LocalJar> current = jars.current();
        return requests.answer(
                call, session -> made(session, call, spec, desired, current, "create, desired " + desired));
    }

    /**
     * Makes another job of the same spec.
     *
     * @param from the name of the job that has it
     */
    Answer cloneJob(Call call, String from, JobName name, Desired desired) {
        Optional<LocalJar> current = jars.current();
        return requests.answer(call, session -> {
            if (!(jobs.require(session, from).spec() instanceof StoredSpec.Valid(var spec))) {
                throw RefusedException.conflict("this version cannot read the spec of job '%s'".formatted(from));
            }
            String what = "create as a clone of '%s', desired %s".formatted(from, desired);
            return made(session, call, spec.named(name), desired, current, what);
        });
    }

    private Reply made(
            Session session, Call call, JobSpec spec, Desired desired, Optional<LocalJar> current, String what)
            throws SQLException {
        revisions.requireCluster(spec);
        String name = spec.name().value();
        Optional<String> jar = current.isPresent()
                ? Optional.of(library.put(session, current.get()).sha256())
                : Optional.<String>empty();
        if (!store.insert(session, spec, jar, desired)) {
            throw RefusedException.conflict("there is a job '%s' already".formatted(name));
        }
        StoredJob job = jobs.require(session, name);
        journal.noted(session, job, what, call);
        Reply reply = shown(201, job).with("Location", "/api/jobs/" + name);
        return desired == Desired.RUNNING
                ? reply.with(Journal.OPERATION, journal.begun(session, job, OperationKind.CREATE, call))
                : reply;
    }

    /** @param revision the revision that the caller has read; empty: any */
    Answer replaceSpec(Call call, String name, Optional<Long> revision, JobSpec spec) {
        return requests.answer(call, session -> {
            StoredJob before = locked(session, name, revision);
            List<SpecDifference> changes = SpecChange.between(before.spec(), new StoredSpec.Valid(spec));
            if (changes.isEmpty()) {
                return shown(200, before);
            }
            revisions.replace(session, before, spec);
            StoredJob job = jobs.require(session, name);
            journal.noted(session, job, "replace the spec: " + pointers(changes), call);
            return job.desired() == Desired.RUNNING
                    ? shown(200, job).with(Journal.OPERATION, journal.begun(session, job, OperationKind.REPLACE, call))
                    : shown(200, job);
        });
    }

    /**
     * Gives the job the current JAR.
     *
     * @param revision the revision that the caller has read; empty: any
     * @param spec empty: it keeps its spec
     */
    Answer upgrade(Call call, String name, Optional<Long> revision, Optional<JobSpec> spec) {
        LocalJar current = jars.current()
                .orElseThrow(() -> RefusedException.conflict(
                        "there is no job JAR to upgrade to: it is missing on the server's disk"));
        return change(call, name, revision, OperationKind.UPGRADE, (session, job) -> {
            revisions.upgrade(session, job, library.put(session, current), spec);
            return upgraded(job, current, spec.isPresent());
        });
    }

    Answer rescale(Call call, String name, int parallelism) {
        return change(call, name, Optional.empty(), OperationKind.RESCALE, (session, job) -> {
            revisions.rescale(session, job, parallelism);
            return "rescale to parallelism " + parallelism;
        });
    }

    /** @param to the revision whose spec and JAR are wanted again; empty: the newest other one that has held */
    Answer rollBack(Call call, String name, Optional<Long> to) {
        return change(call, name, Optional.empty(), OperationKind.ROLLBACK, (session, job) -> {
            revisions.rollBack(session, job, to);
            return "roll back to " + to.map(number -> "revision " + number).orElse("the last one that held");
        });
    }

    /** Launches it anew with the same spec and JAR. */
    Answer restart(Call call, String name) {
        return change(call, name, Optional.empty(), OperationKind.RESTART, (session, job) -> {
            if (job.desired() == Desired.STOPPED) {
                throw RefusedException.conflict("the job is stopped; start it instead");
            }
            store.raiseGeneration(session, job);
            return "restart";
        });
    }

    Answer setDesired(Call call, String name, Desired desired) {
        OperationKind kind = desired == Desired.RUNNING ? OperationKind.START : OperationKind.STOP;
        return change(call, name, Optional.empty(), kind, (session, job) -> {
            store.setDesired(session, job, desired);
            return desired == Desired.RUNNING ? "start" : "stop";
        });
    }

    Answer acceptGaps(Call call, String name, AcceptedGaps accepted) {
        return change(call, name, Optional.empty(), OperationKind.ACCEPT_GAPS, (session, job) -> {
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
            return "accept gaps: "
                    + accepted.gaps().stream().map(GapRange::toString).collect(Collectors.joining("; "));
        });
    }

    void delete(Call call, String name) {
        jobs.transaction(session -> {
            StoredJob job = locked(session, name, Optional.empty());
            boolean underWay = job.run().map(run -> run.phase().underWay()).orElse(false);
            if (job.desired() == Desired.RUNNING || underWay) {
                throw RefusedException.conflict(
                        "the job is %s; stop it first".formatted(underWay ? "still under way" : "meant to run"));
            }
            journal.noted(session, job, "delete", call);
            journal.closed(session, job);
            store.delete(session, job);
            return true;
        });
    }

    /** What is done to a job in the transaction of a request; says what it was. */
    @FunctionalInterface
    private interface Change {
        String to(Session session, StoredJob job) throws SQLException;
    }

    private Answer change(Call call, String name, Optional<Long> revision, OperationKind kind, Change change) {
        return requests.answer(call, session -> {
            String what = change.to(session, locked(session, name, revision));
            StoredJob job = jobs.require(session, name);
            journal.noted(session, job, what, call);
            String operation = journal.begun(session, job, kind, call);
            return shown(202, job).with("Location", operation).with(Journal.OPERATION, operation);
        });
    }

    /** The job, which nobody else changes before the transaction ends. */
    private StoredJob locked(Session session, String name, Optional<Long> revision) throws SQLException {
        store.lock(session, name);
        StoredJob job = jobs.require(session, name);
        job.requireRevision(revision);
        return job;
    }

    private Reply shown(int status, StoredJob job) {
        return Reply.of(status, jobs.show(job)).with("ETag", "\"%d\"".formatted(job.revision()));
    }

    private static String upgraded(StoredJob before, LocalJar current, boolean withSpec) {
        boolean sameJar = before.head()
                .jar()
                .filter(jar -> jar.sha256().equals(current.sha256()))
                .isPresent();
        return sameJar
                ? "upgrade to another spec"
                : "upgrade to JAR %s (%.12s)%s"
                        .formatted(current.version(), current.sha256(), withSpec ? " and another spec" : "");
    }

    private static String pointers(List<SpecDifference> changes) {
        return changes.stream().map(SpecDifference::pointer).collect(Collectors.joining(", "));
    }
}
