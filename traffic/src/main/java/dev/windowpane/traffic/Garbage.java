package dev.windowpane.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A way in which a producer gets a hit wrong. The job must make each a dead letter and count on. */
public enum Garbage {
    /** A record without a value, as a compacting producer sends to delete a key. Reason EMPTY. */
    TOMBSTONE,
    /** Cut off in the middle, as by a producer that died. Reason NOT_JSON. */
    CUT_OFF,
    /** Text of another program. Reason NOT_JSON. */
    PLAIN_TEXT,
    /** Many hits in one record. Reason NOT_AN_OBJECT. */
    ARRAY,
    /** The host is null. Reason NO_HOST. */
    NULL_HOST,
    /** The referrer holds a NUL character. Reason INVALID_TEXT. */
    NUL_IN_REFERRER,
    /** The time is a word. Reason BAD_TIME. */
    UNPARSABLE_TIME,
    /** A day that the calendar does not have. Reason BAD_TIME. */
    IMPOSSIBLE_DATE,
    /** A clock that runs 80 years fast. Reason TOO_FAR_IN_FUTURE. */
    FAR_FUTURE;

    private static final Duration EIGHTY_YEARS = Duration.ofDays(29_220);

    /** What is sent in place of the hit; empty for a tombstone. */
    Optional<byte[]> spoil(Hit hit) {
        String json = hit.toJson();
        return switch (this) {
            case TOMBSTONE -> Optional.empty();
            case CUT_OFF -> bytes(json.substring(0, json.length() / 2));
            case PLAIN_TEXT -> bytes("ERROR upstream timed out while reading response header");
            case ARRAY -> bytes("[" + json + "," + json + "]");
            case NULL_HOST -> bytes(json.replace("\"host\":\"" + hit.host() + "\"", "\"host\":null"));
            case NUL_IN_REFERRER ->
                bytes(new Hit(hit.ip(), hit.time(), "https://evil.example/\0", hit.host(), hit.url()).toJson());
            case UNPARSABLE_TIME -> bytes(hit.toJson("not a time"));
            case IMPOSSIBLE_DATE -> bytes(hit.toJson("2026-02-30T12:00:00.000000"));
            case FAR_FUTURE ->
                bytes(new Hit(hit.ip(), hit.time().plus(EIGHTY_YEARS), hit.referrer(), hit.host(), hit.url()).toJson());
        };
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
