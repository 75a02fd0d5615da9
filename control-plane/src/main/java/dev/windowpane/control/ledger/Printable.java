package dev.windowpane.control.ledger;

import java.nio.charset.StandardCharsets;

/** Data of strangers as text that harms no terminal, log or page: without control characters, and not longer than it may be. */
final class Printable {
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private Printable() {}

    static String of(byte[] utf8, int length) {
        int most = Math.min(utf8.length, length * MOST_BYTES_OF_A_CHARACTER);
        return of(new String(utf8, 0, most, StandardCharsets.UTF_8), length);
    }

    static String of(String text, int length) {
        return text.codePoints()
                .limit(length)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
