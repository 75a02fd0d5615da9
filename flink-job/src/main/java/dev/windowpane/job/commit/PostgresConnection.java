package dev.windowpane.job.commit;

import dev.windowpane.spec.ConnectionName;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A named Postgres connection, resolved from the environment of the process that connects, each time it does. Holds no secret, so it
 * may travel in a job graph.
 *
 * @param label what Postgres shows as the session's application
 */
public record PostgresConnection(ConnectionName name, String label) implements Serializable {
    /**
     * A committer that froze inside a transaction must not hold the fence: the idle timeout is part of the protocol. Compiling
     * takes longer than these statements do.
     */
    private static final String SESSION =
            "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=10000 -c jit=off -c timezone=UTC";

    /** A session with autocommit off. */
    @FunctionalInterface
    public interface Connector {
        Connection connect() throws SQLException;
    }

    /**
     * Connects within seconds or not at all.
     *
     * @param environment the variables that {@link ConnectionName#variable} names
     * @throws IllegalStateException naming the variable that is missing
     */
    public Connection connect(Map<String, String> environment) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", required(environment, "USER"));
        properties.setProperty("password", password(environment));
        properties.setProperty("ApplicationName", label);
        properties.setProperty("options", SESSION);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = new Driver().connect(required(environment, "URL"), properties);
        if (connection == null) {
            throw new IllegalStateException("%s must begin with jdbc:postgresql://".formatted(name.variable("URL")));
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private String password(Map<String, String> environment) {
        String file = environment.get(name.variable("PASSWORD_FILE"));
        if (file == null) {
            return required(environment, "PASSWORD");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the file that %s names cannot be read".formatted(name.variable("PASSWORD_FILE")), e);
        }
    }

    private String required(Map<String, String> environment, String part) {
        String value = environment.get(name.variable(part));
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    "environment variable %s of the Flink processes is not set".formatted(name.variable(part)));
        }
        return value;
    }
}
