package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.Revision;
import dev.windowpane.control.jobs.RevisionStore;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.operations.Operation;
import dev.windowpane.control.operations.OperationOfJob;
import dev.windowpane.control.operations.OperationState;
import dev.windowpane.control.operations.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ends operations that are done, after each pass. Without an open one it costs one small query. */
@ApplicationScoped
class Settler {
    private final Database database;
    private final Operations operations;
    private final JobStore jobs;
    private final RevisionStore revisions;
    private final Observations observations;

    Settler(
            Database database,
            Operations operations,
            JobStore jobs,
            RevisionStore revisions,
            Observations observations) {
        this.database = database;
        this.operations = operations;
        this.jobs = jobs;
        this.revisions = revisions;
        this.observations = observations;
    }

    void settle() {
        List<OperationOfJob> open = operations.open();
        if (open.isEmpty()) {
            return;
        }
        Map<Integer, StoredJob> known = database.transaction(jobs::all).stream()
                .collect(Collectors.toUnmodifiableMap(StoredJob::id, Function.identity()));
        for (OperationOfJob one : open) {
            Optional.ofNullable(known.get(one.job()))
                    .flatMap(job -> Judge.judge(one.operation(), job, observations.sighting(job))
                            .map(verdict -> told(one.operation(), job, verdict)))
                    .ifPresent(verdict -> operations.end(one.operation().id(), verdict.state(), verdict.detail()));
        }
    }

    /** The newest revision's note says why it was rolled back to. */
    private Verdict told(Operation operation, StoredJob job, Verdict verdict) {
        if (verdict.state() != OperationState.FAILED || !Judge.wasRolledBack(operation, job)) {
            return verdict;
        }
        Optional<String> note = database.transaction(session -> revisions.find(session, job.id(), job.revision()))
                .flatMap(Revision::note);
        return note.map(why -> new Verdict(verdict.state(), why)).orElse(verdict);
    }
}
