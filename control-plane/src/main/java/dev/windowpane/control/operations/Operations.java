package dev.windowpane.control.operations;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.control.requests.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Long work from its request to its end: a request begins it in its own transaction, the reconciler's passes settle it. */
@ApplicationScoped
public class Operations {
    private static final Instant FUTURE = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;
    private final OperationStore store;

    Operations(Database database, OperationStore store) {
        this.database = database;
        this.store = store;
    }

    /** What is open of the job is overtaken by it. @return its address */
    public String begin(Session session, Target job, OperationKind kind, Caller caller) throws SQLException {
        overtake(session, job.job(), "overtaken by " + kind);
        String id = UUID.randomUUID().toString().replace("-", "");
        store.insert(session, id, job, kind, caller);
        return "/api/operations/" + id;
    }

    /** Ends what is open of the job, as something else is wanted now. */
    public void overtake(Session session, int job, String detail) throws SQLException {
        store.overtake(session, job, detail);
    }

    /** Every operation that has not ended, the oldest first. */
    public List<OperationOfJob> open() {
        return database.transaction(store::open);
    }

    /** @return false if it has ended already */
    public boolean end(String id, OperationState state, String detail) {
        return database.<Boolean>transaction(session -> store.end(session, id, state, detail));
    }

    /** @throws NoSuchThingException if there is no such operation, or it ended more than a week ago */
    Operation named(String id) {
        return find(id).orElseThrow(() -> NoSuchThingException.operation(id));
    }

    public Optional<Operation> find(String id) {
        return database.transaction(session -> store.find(session, id));
    }

    /**
     * The newest first.
     *
     * @param after the last one of the page before
     */
    List<Operation> page(
            Optional<String> job, Optional<OperationState> state, Optional<OperationCursor> after, int limit) {
        Instant at = after.map(OperationCursor::at).orElse(FUTURE);
        String id = after.map(OperationCursor::id).orElse("");
        return database.transaction(session -> store.page(session, job, state, at, id, limit));
    }

    /** Forgets those that ended more than a week ago. @return how many */
    public int prune() {
        return database.<Integer>transaction(store::prune);
    }
}
