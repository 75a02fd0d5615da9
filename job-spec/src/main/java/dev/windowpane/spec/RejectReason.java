package dev.windowpane.spec;

/** Why a Kafka record is a dead letter rather than a hit. Each record has at most one reason: the first that applies, in this order. */
public enum RejectReason {
    /** No value (a tombstone) or nothing but white space. */
    EMPTY,
    /** The value is longer than 256 KiB. */
    TOO_LARGE,
    /** Not UTF-8, not JSON, cut off, or nested deeper than 32. */
    NOT_JSON,
    /** JSON, but not one object: an array, a string, a number. */
    NOT_AN_OBJECT,
    /** The host is missing, null, blank or not a string. */
    NO_HOST,
    /** The host or the referrer holds a NUL character, which Postgres cannot store. */
    INVALID_TEXT,
    /** The time is missing or null. */
    NO_TIME,
    /** The time is in none of the accepted formats, or no date of the calendar. */
    BAD_TIME,
    /** Dated too far after the Kafka record's timestamp. */
    TOO_FAR_IN_FUTURE,
    /** Dated too long before the Kafka record's timestamp, or in a window that retention has dropped. */
    TOO_OLD
}
