package dev.windowpane.control.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The current row of a result, by column name. The plain getters are for columns that are never null. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text(String column) throws SQLException {
        return rows.getString(column);
    }

    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    public int number(String column) throws SQLException {
        return rows.getInt(column);
    }

    public long bigNumber(String column) throws SQLException {
        return rows.getLong(column);
    }

    public Optional<Long> optionalBigNumber(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, Long.class));
    }

    public Optional<Double> optionalDecimal(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, Double.class));
    }

    public Instant instant(String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    public Optional<Instant> optionalInstant(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }
}
