package dev.windowpane.control.requests;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Answers by the key of their request, in the transaction of the request's effect. */
@ApplicationScoped
public class IdempotencyStore {
    /** Until the transaction ends nobody else works on a request of this key. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('idempotency ' || ?, 0))::text as locked";

    private static final String FIND =
            "select request, status, headers::text as headers, body from idempotency where key = ?";
    private static final String KEEP =
            "insert into idempotency (key, request, status, headers, body) values (?, ?, ?, ?::jsonb, ?)";
    private static final String PRUNE =
            "delete from idempotency where created_at < clock_timestamp() - interval '7 days'";

    private final Database database;
    private final ObjectMapper json;

    IdempotencyStore(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * An answer that was given.
     *
     * @param request the one that it answers
     */
    record Given(String request, Answer answer) {}

    Optional<Given> lock(Session session, String key) throws SQLException {
        session.one(LOCK, row -> true, key);
        return session.first(FIND, this::given, key);
    }

    void keep(Session session, Call.Key key, Answer answer) throws SQLException {
        session.update(KEEP, key.text(), key.request(), answer.status(), write(answer.headers()), answer.body());
    }

    /** Forgets answers after a week. @return how many */
    public int prune() {
        return database.<Integer>transaction(session -> session.update(PRUNE));
    }

    private Given given(Row row) throws SQLException {
        Answer answer = new Answer(row.number("status"), read(row.text("headers")), row.text("body"), true);
        return new Given(row.text("request"), answer);
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JacksonException e) {
            throw new IllegalStateException("headers cannot be written as JSON", e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, new TypeReference<>() {});
        } catch (JacksonException e) {
            throw new IllegalStateException("stored headers are not JSON", e);
        }
    }
}
