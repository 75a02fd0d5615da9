package dev.windowpane.traffic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of a log as the client sent it: Apache writes a quote as {@code \"} and a byte that is not printable ASCII as {@code \xhh}. */
final class LogText {
    private LogText() {}

    /** Undoes the escapes. Text that is not UTF-8 then, or holds control characters, stays as it is in the log. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int i = 0;
        while (i < text.length()) {
            int escaped = hex(text, i);
            if (escaped >= 0) {
                bytes.write(escaped);
                i += 4;
            } else {
                boolean quoted =
                        text.charAt(i) == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
                int at = quoted ? i + 1 : i;
                int next = text.offsetByCodePoints(at, 1);
                bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        try {
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return plain.chars().anyMatch(Character::isISOControl) ? text : plain;
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** The byte of {@code \xhh} at this place, or −1. */
    private static int hex(String text, int at) {
        if (at + 4 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
