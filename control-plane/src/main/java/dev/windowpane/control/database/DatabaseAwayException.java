package dev.windowpane.control.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** Postgres cannot be reached or has no time for us now. Nothing was changed, or nobody knows; asking again later may help. */
public final class DatabaseAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean answered;
    private final boolean deadlock;

    private DatabaseAwayException(SQLException cause, boolean answered) {
        super((answered ? "Postgres had no time for it: " : "Postgres does not answer: ") + firstLine(cause), cause);
        this.answered = answered;
        this.deadlock = "40P01".equals(cause.getSQLState());
    }

    /** Whether Postgres is there and well, and only this statement took too long or lost to another transaction. */
    public boolean answered() {
        return answered;
    }

    /** Whether another transaction was given the right of way; the whole transaction may be tried again at once. */
    boolean isDeadlock() {
        return deadlock;
    }

    static DatabaseAwayException tooLong(String why) {
        return new DatabaseAwayException(new SQLTimeoutException(why), true);
    }

    static RuntimeException orMistake(SQLException e) {
        if (UnstorableTextException.explains(e)) {
            return UnstorableTextException.of(e);
        }
        return isAway(e)
                ? new DatabaseAwayException(e, isSlow(e))
                : new IllegalStateException("Postgres refused a statement: " + firstLine(e), e);
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }

    private static boolean isSlow(SQLException e) {
        String state = state(e);
        // Lost to another transaction, lock_timeout, statement_timeout
        return state.startsWith("40") || state.equals("55P03") || state.equals("57014");
    }

    private static boolean isAway(SQLException e) {
        String state = state(e);
        return e instanceof SQLTransientException
                // Agroal's time-out while it waits for a connection has no state
                || state.isEmpty()
                || isSlow(e)
                // Connection errors, too many connections or no memory, shutting or starting
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
