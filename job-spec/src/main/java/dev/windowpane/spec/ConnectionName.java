package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A named Postgres connection. An administrator defines it in the environment of the Flink processes, so that a spec can neither
 * carry a password nor point at an address of its own.
 */
public record ConnectionName(@JsonValue String value) implements Serializable {
    public static final String PATTERN = "[a-z][a-z0-9_]{0,30}";
    /** The connection whose variables have no prefix. */
    public static final ConnectionName DEFAULT = new ConnectionName("default");

    @JsonCreator
    public ConnectionName {
        Check.matches(
                "connection",
                value,
                Pattern.compile(PATTERN),
                "1 to 31 lower-case letters, digits or '_', a letter first");
    }

    /**
     * The environment variable that holds a part of this connection: {@code POSTGRES_<PART>} for {@code default},
     * {@code <NAME>_POSTGRES_<PART>} for the others. Parts are {@code URL} (jdbc:postgresql://…), {@code USER}, and
     * {@code PASSWORD_FILE} or {@code PASSWORD}.
     */
    public String variable(String part) {
        String prefix = equals(DEFAULT) ? "" : value.toUpperCase(Locale.ROOT) + "_";
        return prefix + "POSTGRES_" + part;
    }

    @Override
    public String toString() {
        return value;
    }
}
