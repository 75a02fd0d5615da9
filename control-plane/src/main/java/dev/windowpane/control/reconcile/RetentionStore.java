package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drops months of counts. What their hits were in number stays in the ledger. */
@ApplicationScoped
class RetentionStore {
    private static final String RETIRE = "select retire_counts(now() - make_interval(secs => ?)) as months";

    private final Database database;

    RetentionStore(Database database) {
        this.database = database;
    }

    /** Drops the months that ended at least so long ago. @return how many they were */
    int retire(Duration kept) {
        double seconds = kept.toSeconds();
        return database.transaction(session -> session.one(RETIRE, row -> row.number("months"), seconds));
    }
}
