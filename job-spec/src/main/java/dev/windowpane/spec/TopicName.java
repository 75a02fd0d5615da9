package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A Kafka topic's name, by Kafka's own rule. */
public record TopicName(@JsonValue String value) {
    /** Kafka's rule: 1 to 249 of letters, digits, dot, underscore and hyphen, and not {@code .} or {@code ..}. */
    public static final String PATTERN = "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}";

    private static final Pattern RULE = Pattern.compile(PATTERN);

    @JsonCreator
    public TopicName {
        Check.matches("topic", value, RULE, "1 to 249 letters, digits, '.', '_' or '-'");
    }

    @Override
    public String toString() {
        return value;
    }
}
