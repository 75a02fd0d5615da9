package dev.windowpane.job.commit;

import java.sql.Connection;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;

/**
 * A session and what is certain as long as it lives.
 *
 * @param months those (UTC) that count tables have partitions for
 * @param pruning when to look for dead letters that are too many
 */
record PostgresSession(Connection connection, Set<YearMonth> months, DeadLetterPruning pruning) {
    PostgresSession(Connection connection) {
        this(connection, new HashSet<>(), new DeadLetterPruning());
    }
}
