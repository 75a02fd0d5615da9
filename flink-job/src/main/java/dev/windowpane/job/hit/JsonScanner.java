package dev.windowpane.job.hit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks JSON (RFC 8259) in UTF-8 byte by byte: the whole syntax, escapes, UTF-8 itself, depth. Builds nothing. Each step answers
 * whether the text was right so far; it never throws and never reads beyond the text.
 */
final class JsonScanner {
    static final int MAX_DEPTH = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private byte[] json = {};
    private int end;
    private int pos;

    private Field.Kind kind = Field.Kind.ABSENT;
    private int textStart;
    private int textEnd;
    private boolean escaped;
    private boolean ascii;

    static boolean isBlank(byte[] json) {
        JsonScanner scanner = new JsonScanner();
        scanner.start(json);
        return scanner.atEnd();
    }

    /** Begins a text; a byte order mark and white space are skipped. */
    void start(byte[] text) {
        json = text;
        end = text.length;
        boolean mark = end >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        pos = mark ? 3 : 0;
        space();
    }

    boolean atEnd() {
        return pos >= end;
    }

    byte peek() {
        return json[pos];
    }

    boolean nothingLeft() {
        space();
        return atEnd();
    }

    /** Steps over an opening bracket and the white space after it. */
    void open() {
        pos++;
        space();
    }

    /** Steps over {@code wanted} if it is next, and over the white space around it. */
    boolean take(char wanted) {
        space();
        if (pos >= end || json[pos] != wanted) {
            return false;
        }
        pos++;
        space();
        return true;
    }

    boolean name() {
        return pos < end && json[pos] == '"' && string();
    }

    boolean colon() {
        return take(':');
    }

    /** Of the name or text read last: where it stands, between its quotes. */
    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    boolean escaped() {
        return escaped;
    }

    void describe(Field field) {
        field.set(kind, textStart, textEnd, ascii && !escaped);
    }

    /** Steps over one value. {@code depth} is how many brackets are open around it. */
    boolean value(int depth) {
        if (pos >= end) {
            return false;
        }
        return switch (json[pos]) {
            case '"' -> {
                boolean right = string();
                kind = Field.Kind.TEXT;
                yield right;
            }
            case '{' -> depth < MAX_DEPTH && nested(depth + 1, true);
            case '[' -> depth < MAX_DEPTH && nested(depth + 1, false);
            case 't' -> literal("true", Field.Kind.OTHER);
            case 'f' -> literal("false", Field.Kind.OTHER);
            case 'n' -> literal("null", Field.Kind.NULL);
            default -> number();
        };
    }

    private boolean nested(int depth, boolean object) {
        char close = object ? '}' : ']';
        open();
        boolean right = take(close) || (members(depth, object) && take(close));
        kind = Field.Kind.OTHER;
        return right;
    }

    private boolean members(int depth, boolean object) {
        do {
            if ((object && !(name() && colon())) || !value(depth)) {
                return false;
            }
        } while (take(','));
        return true;
    }

    private boolean literal(String word, Field.Kind meaning) {
        if (end - pos < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[pos + i] != word.charAt(i)) {
                return false;
            }
        }
        pos += word.length();
        kind = meaning;
        return true;
    }

    private boolean number() {
        textStart = pos;
        if (json[pos] == '-') {
            pos++;
        }
        int whole = pos;
        if (digits() == 0 || (json[whole] == '0' && pos - whole > 1)) {
            return false;
        }
        if (pos < end && json[pos] == '.') {
            pos++;
            if (digits() == 0) {
                return false;
            }
        }
        if (pos < end && (json[pos] | 0x20) == 'e') {
            pos++;
            if (pos < end && (json[pos] == '+' || json[pos] == '-')) {
                pos++;
            }
            if (digits() == 0) {
                return false;
            }
        }
        textEnd = pos;
        kind = Field.Kind.NUMBER;
        return true;
    }

    private int digits() {
        int first = pos;
        while (pos < end && json[pos] >= '0' && json[pos] <= '9') {
            pos++;
        }
        return pos - first;
    }

    private boolean string() {
        int i = pos + 1;
        textStart = i;
        escaped = false;
        ascii = true;
        while (true) {
            i = plain(i);
            if (i >= end) {
                return false;
            }
            byte c = json[i];
            if (c == '"') {
                textEnd = i;
                pos = i + 1;
                return true;
            }
            if (c == '\\') {
                escaped = true;
                i = escape(i);
            } else if (c < 0) {
                ascii = false;
                i = Utf8.next(json, i, end);
            } else {
                return false;
            }
            if (i < 0) {
                return false;
            }
        }
    }

    /** The next byte that is a quote, a backslash, a control character or not ASCII: eight at a time (three times as fast as one). */
    private int plain(int from) {
        int i = from;
        while (i + 8 <= end) {
            long word = (long) LONGS.get(json, i);
            long quote = word ^ (ONES * '"');
            long backslash = word ^ (ONES * '\\');
            long special = ((quote - ONES) & ~quote)
                    | ((backslash - ONES) & ~backslash)
                    | ((word - ONES * 0x20) & ~word)
                    | word;
            if ((special & HIGHS) != 0) {
                return i + (Long.numberOfTrailingZeros(special & HIGHS) >>> 3);
            }
            i += 8;
        }
        while (i < end && json[i] >= 0x20 && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    private int escape(int at) {
        if (at + 1 >= end) {
            return -1;
        }
        return switch (json[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> at + 6 <= end && JsonText.hex(json, at + 2) >= 0 ? at + 6 : -1;
            default -> -1;
        };
    }

    private void space() {
        while (pos < end && (json[pos] == ' ' || json[pos] == '\n' || json[pos] == '\r' || json[pos] == '\t')) {
            pos++;
        }
    }
}
