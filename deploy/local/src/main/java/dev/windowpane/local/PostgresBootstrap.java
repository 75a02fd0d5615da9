package dev.windowpane.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGConnection;

/** Roles and database, made by the superuser; running it again changes nothing but heals lost passwords. */
final class PostgresBootstrap {
    static final String SUPERUSER = "postgres";
    static final String DATABASE = "windowpane";

    private PostgresBootstrap() {}

    static Connection connect(int port, String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("ApplicationName", "windowpane-local");
        return DriverManager.getConnection(url(port, database), properties);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    static void run(Connection connection, Secrets secrets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (PostgresRole role : PostgresRole.values()) {
                String name = role.roleName();
                if (!exists(statement, "select 1 from pg_roles where rolname = '%s'".formatted(name))) {
                    statement.execute("create role %s login".formatted(name));
                }
                for (String setting : role.settings()) {
                    statement.execute("alter role %s set %s".formatted(name, setting));
                }
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(name, secrets.value(name).toCharArray(), "scram-sha-256");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '%s'".formatted(DATABASE))) {
                statement.execute("create database %s owner %s".formatted(DATABASE, PostgresRole.OWNER.roleName()));
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
