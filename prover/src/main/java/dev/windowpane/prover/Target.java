package dev.windowpane.prover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Which database to look at, and as whom.
 *
 * @param url {@code jdbc:postgresql://…}, without user and password
 * @param user who may read all tables of counts and of the ledger, such as {@code windowpane_reader}
 * @param passwordFile holds the password and nothing else
 */
public record Target(String url, String user, Path passwordFile) {
    public Target {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("--url must begin with jdbc:postgresql://, but is " + url);
        }
    }

    /** A session whose every transaction sees one snapshot. It gives up on a server that does not answer. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password());
        properties.setProperty("ApplicationName", "windowpane-prover");
        properties.setProperty("options", "-c jit=off -c timezone=UTC");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private String password() throws SQLException {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new SQLException("the password file %s cannot be read".formatted(passwordFile), e);
        }
    }
}
