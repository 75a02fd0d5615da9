package dev.windowpane.control.database;

import java.sql.SQLException;

/** A text that a user sent holds a character that Postgres cannot store or compare: NUL. */
public final class UnstorableTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnstorableTextException(SQLException cause) {
        super("a text holds a NUL character, which cannot be stored", cause);
    }

    static boolean explains(SQLException e) {
        return "22021".equals(e.getSQLState()) || "22P05".equals(e.getSQLState());
    }

    static UnstorableTextException of(SQLException e) {
        return new UnstorableTextException(e);
    }
}
