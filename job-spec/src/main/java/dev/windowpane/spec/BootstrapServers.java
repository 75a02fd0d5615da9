package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Where a Kafka cluster is first asked for its brokers: {@code host:port}, several separated by commas. */
public record BootstrapServers(@JsonValue String value) {
    public static final String PATTERN = "[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}(,[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5})*";

    private static final Pattern RULE = Pattern.compile(PATTERN);

    @JsonCreator
    public BootstrapServers {
        Check.matches("bootstrapServers", value, RULE, "host:port, several separated by commas without spaces");
    }

    @Override
    public String toString() {
        return value;
    }
}
