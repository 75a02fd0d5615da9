package dev.windowpane.control.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements of one transaction. Values are bound, never spliced: {@link Instant} as timestamptz, lists of strings as text[]. */
public final class Session {
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Turns the current row into a value. */
    @FunctionalInterface
    public interface Mapping<T> {
        T from(Row row) throws SQLException;
    }

    public <T> List<T> list(String sql, Mapping<T> mapping, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                result.add(mapping.from(row));
            }
            return List.copyOf(result);
        }
    }

    /** The first row, if there is any. */
    public <T> Optional<T> first(String sql, Mapping<T> mapping, @Nullable Object... values) throws SQLException {
        return list(sql, mapping, values).stream().findFirst();
    }

    /** The only row. */
    public <T> T one(String sql, Mapping<T> mapping, @Nullable Object... values) throws SQLException {
        return first(sql, mapping, values).orElseThrow(() -> new IllegalStateException("no row for: " + sql));
    }

    /** @return how many rows were changed */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The statements of this transaction may take so long each, instead of the few seconds that a request waits. */
    public void allow(Duration longest) throws SQLException {
        // Postgres is to give up first, as it then says why
        connection.setNetworkTimeout(Runnable::run, (int) longest.plus(SLACK).toMillis());
        update("set local statement_timeout = %d".formatted(longest.toMillis()));
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case List<?> texts -> {
                Array array = connection.createArrayOf("text", texts.toArray());
                statement.setArray(index, array);
            }
            case null, default -> statement.setObject(index, value);
        }
    }
}
