package dev.windowpane.job.hit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A top-level field of the JSON object under the scanner: what its value is, and where it stands. Reused for each record. */
final class Field {
    /** What stands there. {@code OTHER} is true, false, an object or an array. */
    enum Kind {
        ABSENT,
        NULL,
        TEXT,
        NUMBER,
        OTHER
    }

    private final byte[] name;

    Kind kind = Kind.ABSENT;
    /** Of a text: between its quotes. */
    int start;

    int end;
    /** No escapes and ASCII only, so that the bytes are the text. */
    boolean simple;

    Field(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    void clear() {
        kind = Kind.ABSENT;
    }

    void set(Kind kind, int start, int end, boolean simple) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.simple = simple;
    }

    boolean isNamed(byte[] json, int from, int to) {
        return to - from == name.length && Arrays.equals(json, from, to, name, 0, name.length);
    }

    /** The text with its escapes resolved, as UTF-8. */
    byte[] plain(byte[] json) {
        return simple
                ? Arrays.copyOfRange(json, start, end)
                : JsonText.decode(json, start, end).getBytes(StandardCharsets.UTF_8);
    }
}
