package dev.windowpane.spec;

import java.time.Duration;
import java.util.regex.Pattern;

/** The checks that compact constructors share. Each throws {@link IllegalArgumentException} with a sentence that says what to do. */
final class Check {
    private Check() {}

    static String matches(String what, String value, Pattern pattern, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("%s must be %s, but is '%s'".formatted(what, rule, shorten(value)));
        }
        return value;
    }

    static Duration between(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s must be between %s and %s, but is %s".formatted(what, least, most, value));
        }
        return value;
    }

    static int between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be between %d and %d, but is %d".formatted(what, least, most, value));
        }
        return value;
    }

    private static String shorten(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
