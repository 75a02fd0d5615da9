package dev.windowpane.cli.output;

/** What the values of a column are, and so how they look in a table. */
enum Kind {
    TEXT,
    /** A long name that nobody types: its beginning will do. */
    HASH,
    /** A number that counts something: grouped, to the right. */
    COUNT,
    /** A number that names something, such as a revision: to the right. */
    NUMBER,
    TIME,
    /** A word that is good, bad or neither. */
    STATE,
    /** 0 to 1, shown as a percentage. */
    SHARE;

    boolean toTheRight() {
        return this == COUNT || this == NUMBER || this == SHARE;
    }
}
