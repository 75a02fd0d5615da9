package dev.windowpane.local;

import java.util.List;
import java.util.Locale;

/** The four roles of the database, each with a password of its own. The superuser is not among them: only the bootstrap uses it. */
public enum PostgresRole {
    /** Owns the database; runs the migrations. */
    OWNER,
    /** The control plane. */
    CONTROL,
    /** The Flink job. A paused TaskManager must not hold locks for ever. */
    JOB,
    /** People and tests: reads only. */
    READER;

    /** Its name in Postgres, also of the file with its password. */
    public String roleName() {
        return "windowpane_" + name().toLowerCase(Locale.ROOT);
    }

    List<String> settings() {
        return switch (this) {
            case OWNER -> List.of();
            case CONTROL -> List.of("idle_in_transaction_session_timeout = '30s'");
            case JOB -> List.of("idle_in_transaction_session_timeout = '5s'", "lock_timeout = '10s'");
            case READER -> List.of("default_transaction_read_only = on");
        };
    }
}
