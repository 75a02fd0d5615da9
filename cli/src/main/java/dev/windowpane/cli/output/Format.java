package dev.windowpane.cli.output;

import java.util.Locale;

/** How an answer is printed. */
public enum Format {
    /** For people. */
    TABLE,
    /** The API's own answer. */
    JSON,
    /** RFC 4180, with a header line; every value in full. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
