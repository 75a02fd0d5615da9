package dev.windowpane.control.requests;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Does what a request asks for, once for each key: its effect and its answer are one transaction. */
@ApplicationScoped
public class Requests {
    private final Database database;
    private final IdempotencyStore given;
    private final ObjectMapper json;

    Requests(Database database, IdempotencyStore given, ObjectMapper json) {
        this.database = database;
        this.given = given;
        this.json = json;
    }

    /** @param work may be begun again where Postgres gave another transaction the right of way */
    public Answer answer(Call call, Database.Work<Reply> work) {
        return database.transactionAgain(
                session -> call.key().isPresent() ? once(session, call.key().get(), work) : write(work.with(session)));
    }

    private Answer once(Session session, Call.Key key, Database.Work<Reply> work) throws SQLException {
        Optional<IdempotencyStore.Given> before = given.lock(session, key.text());
        if (before.isEmpty()) {
            Answer answer = write(work.with(session));
            given.keep(session, key, answer);
            return answer;
        }
        if (!before.get().request().equals(key.request())) {
            throw RefusedException.otherRequest("the Idempotency-Key was used for another request; take a new one");
        }
        return before.get().answer();
    }

    private Answer write(Reply reply) {
        try {
            return new Answer(reply.status(), reply.headers(), json.writeValueAsString(reply.body()), false);
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot be written as JSON: " + reply.body(), e);
        }
    }
}
