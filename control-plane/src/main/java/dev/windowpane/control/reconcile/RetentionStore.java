package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drops months of counts. What their hits were in number stays in the ledger. */
@ApplicationScoped
class RetentionStore {
    private static final String RETIRE = "select retire_counts(now() - make_interval(secs => ?)) as retired";
    /** Commits wait meanwhile, so it may not take for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Database database;

    RetentionStore(Database database) {
        this.database = database;
    }

    /** Drops the oldest month that ended at least so long ago. @return whether there was one */
    boolean retire(Duration kept) {
        double seconds = kept.toSeconds();
        return database.<Boolean>transaction(session -> {
            session.allow(LONGEST);
            return session.one(RETIRE, row -> row.flag("retired"), seconds);
        });
    }
}
