package dev.windowpane.job.commit;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@link SQLException} asks for: trying again, or a human. */
final class SqlFailure {
    /** Connection, operator intervention (shutdown, crash), too few resources, rollback, lock not to be had, idle too long. */
    private static final List<String> PASSING = List.of("08", "57", "53", "40", "55", "25P03", "25P04");

    private SqlFailure() {}

    /** @throws LedgerUnavailableException if trying again will help, {@link LedgerException} otherwise */
    static LedgerException of(SQLException failure) throws LedgerUnavailableException {
        String message = "Postgres %s: %s".formatted(failure.getSQLState(), failure.getMessage());
        if (isPassing(failure.getSQLState())) {
            throw new LedgerUnavailableException(message, failure);
        }
        return new LedgerException(message, failure);
    }

    static boolean isPassing(@Nullable String state) {
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }
}
