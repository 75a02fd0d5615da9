package dev.windowpane.job.commit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose parameters are given in order; lists become arrays. */
final class BoundStatement implements AutoCloseable {
    private final Connection session;
    private final PreparedStatement statement;
    private int parameters;

    BoundStatement(Connection session, String sql) throws SQLException {
        this.session = session;
        statement = session.prepareStatement(sql);
    }

    BoundStatement with(@Nullable Object value) throws SQLException {
        statement.setObject(++parameters, value);
        return this;
    }

    <T> BoundStatement array(String type, List<T> rows, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        Array array = session.createArrayOf(type, rows.stream().map(column).toArray());
        statement.setArray(++parameters, array);
        return this;
    }

    <T> BoundStatement bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
        byte[][] values = rows.stream().map(column).toArray(byte[][]::new);
        statement.setArray(++parameters, session.createArrayOf("bytea", values));
        return this;
    }

    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
