package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A property of a hit that hits are counted by. */
public enum Dimension {
    /** The host that was asked: lower case, without a port. */
    @JsonProperty("host")
    HOST("host"),
    /** The page that sent the visitor, as sent; {@value Dimension#DIRECT} where there is none. */
    @JsonProperty("referrer")
    REFERRER("referrer");

    /** The referrer of a hit that came from no other page. */
    public static final String DIRECT = "(direct)";

    /** The hosts or referrers of a window that are too many to be counted each (see {@link Limits}). */
    public static final String OTHER = "(other)";

    private final String column;

    Dimension(String column) {
        this.column = column;
    }

    /** The dimension's column in a {@link CountTable}. */
    public String column() {
        return column;
    }
}
