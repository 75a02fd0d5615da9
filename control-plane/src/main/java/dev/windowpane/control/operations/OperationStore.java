package dev.windowpane.control.operations;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.requests.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations in Postgres. Every change is announced on {@code windowpane_operation}. */
@ApplicationScoped
class OperationStore {
    private static final String SELECT = """
            select id, job, job_name, kind, state, detail, revision, generation, actor, request_id, created_at, ended_at from operation
            """;
    private static final String PAGE = SELECT + """
            where (?::text is null or job_name = ?) and (?::text is null or state = ?) and (created_at, id) < (?, ?)
            order by created_at desc, id desc limit ?
            """;
    private static final String INSERT = """
            insert into operation (id, job, job_name, kind, revision, generation, actor, request_id) values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String OVERTAKE = """
            update operation set state = 'OVERTAKEN', detail = ?, ended_at = clock_timestamp()
            where job = ? and state = 'RUNNING' returning id
            """;
    private static final String END = """
            update operation set state = ?, detail = ?, ended_at = clock_timestamp() where id = ? and state = 'RUNNING' returning id
            """;
    private static final String PRUNE = "delete from operation where ended_at < clock_timestamp() - interval '7 days'";

    void insert(Session session, String id, Target job, OperationKind kind, Caller caller) throws SQLException {
        session.update(
                INSERT,
                id,
                job.job(),
                job.name(),
                kind.name(),
                job.revision(),
                job.generation(),
                caller.actor(),
                caller.requestId());
        announce(session, id);
    }

    /** Ends every open one of the job. */
    void overtake(Session session, int job, String detail) throws SQLException {
        for (String id : session.list(OVERTAKE, row -> row.text("id"), detail, job)) {
            announce(session, id);
        }
    }

    /** @return false if it has ended already */
    boolean end(Session session, String id, OperationState state, String detail) throws SQLException {
        boolean ended = session.first(END, row -> row.text("id"), state.name(), detail, id)
                .isPresent();
        if (ended) {
            announce(session, id);
        }
        return ended;
    }

    List<OperationOfJob> open(Session session) throws SQLException {
        return session.list(
                SELECT + "where state = 'RUNNING' order by created_at",
                row -> new OperationOfJob(row.number("job"), operation(row)));
    }

    Optional<Operation> find(Session session, String id) throws SQLException {
        return session.first(SELECT + "where id = ?", OperationStore::operation, id);
    }

    /** The newest first, those that come after ({@code at}, {@code id}) in this order. */
    List<Operation> page(
            Session session, Optional<String> job, Optional<OperationState> state, Instant at, String id, int limit)
            throws SQLException {
        @Nullable String name = job.orElse(null);
        @Nullable String wanted = state.map(Enum::name).orElse(null);
        return session.list(PAGE, OperationStore::operation, name, name, wanted, wanted, at, id, limit);
    }

    int prune(Session session) throws SQLException {
        return session.update(PRUNE);
    }

    private static void announce(Session session, String id) throws SQLException {
        session.one("select pg_notify('windowpane_operation', ?)::text as told", row -> true, id);
    }

    private static Operation operation(Row row) throws SQLException {
        return new Operation(
                row.text("id"),
                row.text("job_name"),
                OperationKind.valueOf(row.text("kind")),
                OperationState.valueOf(row.text("state")),
                row.text("detail"),
                row.bigNumber("revision"),
                row.bigNumber("generation"),
                row.text("actor"),
                row.text("request_id"),
                row.instant("created_at"),
                row.optionalInstant("ended_at"));
    }
}
