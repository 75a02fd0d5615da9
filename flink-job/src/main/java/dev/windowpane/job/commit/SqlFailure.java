package dev.windowpane.job.commit;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@link SQLException} asks for: trying again, with or without a human's help, or a human alone. */
final class SqlFailure {
    /** Connection, operator intervention (shutdown, crash), too few resources, rollback, lock not to be had, idle too long. */
    private static final List<String> PASSING = List.of("08", "57", "53", "40", "55", "25P03", "25P04");

    private SqlFailure() {}

    /** @throws LedgerUnavailableException if trying again will help, {@link LedgerException} otherwise */
    static LedgerException of(SQLException failure) throws LedgerUnavailableException {
        String message = "Postgres %s: %s".formatted(failure.getSQLState(), failure.getMessage());
        if (isPassing(failure.getSQLState())) {
            throw new LedgerUnavailableException(message, advice(failure.getSQLState()), failure);
        }
        return new LedgerException(message, failure);
    }

    static boolean isPassing(@Nullable String state) {
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }

    /** Class 53 does not pass by itself. */
    private static String advice(@Nullable String state) {
        if (state == null || !state.startsWith("53")) {
            return "";
        }
        return switch (state) {
            case "53100" -> "free space on the disk of Postgres";
            case "53200" -> "give Postgres more memory";
            case "53300" -> "raise max_connections of Postgres, or end sessions that nobody needs";
            default -> "give Postgres more of what it names";
        };
    }
}
