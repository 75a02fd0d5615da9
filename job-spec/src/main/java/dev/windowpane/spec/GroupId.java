package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The Kafka consumer group's name. Windowpane's own place in the topic is in Postgres; the group only names the reader to Kafka's
 * tools and, with {@link StartFrom.Committed}, says where a first launch starts.
 */
public record GroupId(@JsonValue String value) {
    public static final String PATTERN = "[\\x21-\\x7e]{1,255}";

    private static final Pattern RULE = Pattern.compile(PATTERN);

    @JsonCreator
    public GroupId {
        Check.matches("groupId", value, RULE, "1 to 255 printable ASCII characters without spaces");
    }

    @Override
    public String toString() {
        return value;
    }
}
