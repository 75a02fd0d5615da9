package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to act, held by at most one instance: a row that expires by the database's clock, with a token that grows with every
 * change of hands. It is not an advisory lock, since those belong to a connection and are lost or kept behind a pooler.
 */
@ApplicationScoped
class LeaseStore {
    private static final String TAKE = """
            insert into lease (key, holder, token, expires_at)
            values ('reconciler', ?, 1, clock_timestamp() + make_interval(secs => ?))
            on conflict (key) do update set
              holder = excluded.holder,
              token = lease.token + case when lease.holder = excluded.holder then 0 else 1 end,
              expires_at = excluded.expires_at
            where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()
            returning token
            """;
    private static final String RELEASE =
            "update lease set expires_at = '-infinity' where key = 'reconciler' and holder = ?";

    private final Database database;
    private final Duration duration;
    private final String holder = UUID.randomUUID().toString();

    LeaseStore(Database database, WindowpaneConfig config) {
        this.database = database;
        this.duration = config.reconcile().lease();
    }

    /** Takes or renews it. @return the token, empty while another instance holds it */
    Optional<Long> take() {
        double seconds = duration.toMillis() / 1000.0;
        return database.transaction(session -> session.first(TAKE, row -> row.bigNumber("token"), holder, seconds));
    }

    /** Lets another instance take it at once. */
    void release() {
        database.<Integer>transaction(session -> session.update(RELEASE, holder));
    }

    /** The database's clock. */
    Instant now() {
        return database.transaction(
                session -> session.one("select clock_timestamp() as now", row -> row.instant("now")));
    }
}
