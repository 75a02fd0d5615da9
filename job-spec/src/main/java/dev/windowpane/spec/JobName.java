package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A job's name: unique in an installation, fixed for the job's life, and the job's identifier in the API. */
public record JobName(@JsonValue String value) {
    /** 1 to 63 characters: lower-case letters, digits and inner hyphens, a letter first. */
    public static final String PATTERN = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern RULE = Pattern.compile(PATTERN);

    @JsonCreator
    public JobName {
        Check.matches(
                "name",
                value,
                RULE,
                "1 to 63 lower-case letters, digits or inner hyphens, starting with a letter (for example log-aggregation)");
    }

    @Override
    public String toString() {
        return value;
    }
}
