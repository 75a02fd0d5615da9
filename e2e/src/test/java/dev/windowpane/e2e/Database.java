package dev.windowpane.e2e;

import dev.windowpane.local.PostgresAddress;
import dev.windowpane.traffic.Tally.ByHost;
import dev.windowpane.traffic.Tally.ByReferrer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables as the reader sees them. Thread-safe. A broken connection is made again once for each query. */
final class Database implements AutoCloseable {
    private final PostgresAddress address;
    private Connection connection;

    Database(PostgresAddress address) {
        this.address = address;
        this.connection = connect();
    }

    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
                    address.user(),
                    Files.readString(address.passwordFile()).strip());
        } catch (SQLException e) {
            throw new IllegalStateException("Postgres refuses the reader", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized <T> List<T> query(String sql, Row<T> mapper) {
        try {
            return query(connection, sql, mapper);
        } catch (SQLException broken) {
            connection = connect();
            try {
                return query(connection, sql, mapper);
            } catch (SQLException e) {
                throw new IllegalStateException("failed: " + sql, e);
            }
        }
    }

    private static <T> List<T> query(Connection connection, String sql, Row<T> mapper) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(mapper.of(rows));
            }
            return result;
        }
    }

    long number(String sql) {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    long read() {
        return number("select coalesce(sum(read), 0) from job_progress");
    }

    long commits() {
        return number("select coalesce(sum(commits), 0) from job_ledger");
    }

    Map<ByHost, Long> byHost(String table, String start) {
        return query(
                        "select extract(epoch from %s)::bigint, host, num_hits from %s".formatted(start, table),
                        row -> Map.entry(
                                new ByHost(Instant.ofEpochSecond(row.getLong(1)), row.getString(2)), row.getLong(3)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<ByReferrer, Long> byReferrer(String table, String start) {
        return query(
                        "select extract(epoch from %s)::bigint, host, referrer, num_hits from %s"
                                .formatted(start, table),
                        row -> Map.entry(
                                new ByReferrer(
                                        Instant.ofEpochSecond(row.getLong(1)), row.getString(2), row.getString(3)),
                                row.getLong(4)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<String, Long> deadLetters() {
        return query(
                        "select reason, sum(rejected)::bigint from dead_letter_counts group by reason",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection cannot be closed", e);
        }
    }
}
