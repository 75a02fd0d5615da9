package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Session;
import dev.windowpane.control.operations.OperationKind;
import dev.windowpane.control.operations.Operations;
import dev.windowpane.control.operations.Target;
import dev.windowpane.control.requests.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** What is left behind of a request besides its effect, in the same transaction: a line of the job's history, and an operation. */
@ApplicationScoped
class Journal {
    /** The header with an operation's address. */
    static final String OPERATION = "Operation-Location";

    private final HistoryStore history;
    private final Operations operations;

    Journal(HistoryStore history, Operations operations) {
        this.history = history;
        this.operations = operations;
    }

    /** @param job as it is after the request */
    void noted(Session session, StoredJob job, String what, Call call) throws SQLException {
        history.request(session, job, what, call.caller().actor(), call.caller().requestId());
    }

    /** @return the operation's address */
    String begun(Session session, StoredJob job, OperationKind kind, Call call) throws SQLException {
        Target target = new Target(job.id(), job.name(), job.revision(), job.generation());
        return operations.begin(session, target, kind, call.caller());
    }

    /** Nothing of a job that is removed goes on. */
    void closed(Session session, StoredJob job) throws SQLException {
        operations.overtake(session, job.id(), "the job was deleted");
    }
}
