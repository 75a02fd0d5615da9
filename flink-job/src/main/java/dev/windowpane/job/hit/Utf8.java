package dev.windowpane.job.hit;

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** The index after the character of two to four bytes that begins at {@code at}, or -1 if it is none. */
    static int next(byte[] text, int at, int end) {
        int first = text[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (end - at < length) {
            return -1;
        }
        int second = text[at + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return -1;
        }
        for (int i = at + 2; i < at + length; i++) {
            if (isStart(text[i])) {
                return -1;
            }
        }
        return at + length;
    }

    /** Whether a character begins at this byte, so that a text may be cut before it. */
    static boolean isStart(byte b) {
        return (b & 0xC0) != 0x80;
    }
}
