package dev.windowpane.spec;

import java.time.Duration;

/** How coarse the rows of a count table are. Hours and days are in UTC and are the sums of their windows. */
public enum Resolution {
    /** A row per window of the job. */
    WINDOW(""),
    HOUR("_hourly"),
    DAY("_daily");

    private final String suffix;

    Resolution(String suffix) {
        this.suffix = suffix;
    }

    /**
     * The start of the row that a window's hits are added to; both in seconds since the epoch.
     *
     * @param window the window's start
     */
    public long startOf(long window) {
        return switch (this) {
            case WINDOW -> window;
            case HOUR -> floor(window, Duration.ofHours(1));
            case DAY -> floor(window, Duration.ofDays(1));
        };
    }

    String suffix() {
        return suffix;
    }

    private static long floor(long second, Duration size) {
        return second - Math.floorMod(second, size.toSeconds());
    }
}
