package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a hit may spell its time. A time without an offset is UTC. */
public enum TimeFormat {
    /** {@code 2015-05-17T10:05:03}, 0 to 9 digits of a fraction, with or without {@code Z} or an offset such as {@code +02:00}. */
    @JsonProperty("iso")
    ISO,
    /** {@code 2015-05-17 10:05:03}, 0 to 9 digits of a fraction. */
    @JsonProperty("sql")
    SQL,
    /** Seconds since 1970-01-01T00:00:00Z, a JSON number or a string of digits, a fraction allowed. */
    @JsonProperty("epoch_seconds")
    EPOCH_SECONDS,
    /** Milliseconds since 1970-01-01T00:00:00Z, a JSON number or a string of digits. */
    @JsonProperty("epoch_millis")
    EPOCH_MILLIS
}
