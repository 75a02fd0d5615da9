package dev.windowpane.local;

import java.nio.file.Path;

/** How to enter the database of a stack, wherever its server runs. */
public final class PostgresAccess {
    private final Secrets secrets;
    private final int port;

    PostgresAccess(Secrets secrets, int port) {
        this.secrets = secrets;
        this.port = port;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String database() {
        return PostgresBootstrap.DATABASE;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return PostgresBootstrap.url(port, database());
    }

    /** How to connect as this role. */
    public PostgresAddress address(PostgresRole role) {
        return new PostgresAddress(host(), port, database(), role.roleName(), passwordFile(role));
    }

    public String password(PostgresRole role) {
        return secrets.value(role.roleName());
    }

    /** Mode 0600, only the password, no line end. */
    public Path passwordFile(PostgresRole role) {
        return secrets.file(role.roleName());
    }
}
