package dev.windowpane.control.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** Postgres cannot be reached or has no time for us now. Nothing was changed, or nobody knows; asking again later may help. */
public final class DatabaseAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DatabaseAwayException(SQLException cause) {
        super("Postgres does not answer: " + firstLine(cause), cause);
    }

    static RuntimeException orMistake(SQLException e) {
        if (UnstorableTextException.explains(e)) {
            return UnstorableTextException.of(e);
        }
        return isAway(e)
                ? new DatabaseAwayException(e)
                : new IllegalStateException("Postgres refused a statement: " + firstLine(e), e);
    }

    private static boolean isAway(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return e instanceof SQLTransientException
                // Agroal's time-out while it waits for a connection has no state
                || state.isEmpty()
                // Lost to another transaction
                || state.startsWith("40")
                || state.startsWith("55P03")
                // Connection errors, too many connections or no memory, shutting or starting, cancelled by
                // statement_timeout
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
