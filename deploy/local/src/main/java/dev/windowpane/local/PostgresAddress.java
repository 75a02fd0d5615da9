package dev.windowpane.local;

import java.nio.file.Path;

/**
 * How to reach the database.
 *
 * @param user a role
 * @param passwordFile holds its password and nothing else
 */
public record PostgresAddress(String host, int port, String database, String user, Path passwordFile) {}
