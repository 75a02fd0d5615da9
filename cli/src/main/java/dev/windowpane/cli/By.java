package dev.windowpane.cli;

import java.util.Locale;

/** What hits are counted by. */
enum By {
    HOST,
    REFERRER;

    /** As the API writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
