package dev.windowpane.local;

import java.util.List;

/** What every Postgres of ours is: small, durable, with SCRAM passwords, in UTC. */
final class PostgresSettings {
    static final List<String> INITIALISATION = List.of(
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "shared_buffers=256MB",
            "max_connections=60",
            "max_wal_size=512MB",
            "io_method=sync",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_line_prefix=%m [%p] %u ",
            "cluster_name=windowpane");

    private PostgresSettings() {}
}
