package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drops what was done long ago. */
@ApplicationScoped
class PruneStore {
    static final int RUNS = 1_000;
    static final int HISTORY = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String PRUNE_RUNS = """
            delete from run
            where phase in ('STOPPED', 'COMPLETED', 'FAILED', 'LOST', 'SUPERSEDED')
              and id in (select id from (select id, row_number() over (partition by job order by number desc) as age from run) aged
                         where age > ?)
            """;

    private final Database database;

    PruneStore(Database database) {
        this.database = database;
    }

    /** Keeps the newest {@link #RUNS} of each job. @return how many were dropped */
    int runs() {
        return database.<Integer>transaction(session -> {
            session.allow(LONGEST);
            return session.update(PRUNE_RUNS, RUNS);
        });
    }

    /** Keeps the newest {@link #HISTORY} lines of each job. @return how many were dropped */
    long history() {
        return database.<Long>transaction(session -> {
            session.allow(LONGEST);
            return session.one("select prune_history(?) as pruned", row -> row.bigNumber("pruned"), (long) HISTORY);
        });
    }
}
