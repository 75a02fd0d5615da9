package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Pattern;

/** A named Flink cluster. An operator says in the control plane's configuration where it is, so that a spec cannot point elsewhere. */
public record ClusterName(@JsonValue String value) implements Serializable, Comparable<ClusterName> {
    public static final String PATTERN = "[a-z][a-z0-9-]{0,30}";
    /** The cluster of {@code windowpane.flink.*}. */
    public static final ClusterName DEFAULT = new ClusterName("default");

    @JsonCreator
    public ClusterName {
        Check.matches(
                "cluster",
                value,
                Pattern.compile(PATTERN),
                "1 to 31 lower-case letters, digits or '-', a letter first");
    }

    @Override
    public int compareTo(ClusterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
