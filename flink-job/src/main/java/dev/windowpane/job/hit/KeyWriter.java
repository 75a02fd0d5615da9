package dev.windowpane.job.hit;

import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.RejectReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A hit's host and referrer as they are counted.
 *
 * <p>Host: trimmed, lower case, without its port ({@code [::1]:80} → {@code [::1]}) and one trailing dot. Referrer: trimmed,
 * otherwise as sent; {@value Dimension#DIRECT} if it is missing, null, blank, {@code -}, or not a string at all (such a value names
 * no page). Longer ones are cut and end in {@code ~} and 16 hexadecimal digits of their SHA-256, so that they stay apart: a key of
 * more than ~2,680 bytes fails in Postgres (54000).
 */
final class KeyWriter {
    static final int MAX_HOST = 255;
    static final int MAX_REFERRER = 1024;

    private static final byte[] DIRECT = Dimension.DIRECT.getBytes(StandardCharsets.UTF_8);
    private static final int HASH_DIGITS = 16;

    private final byte[] key = new byte[MAX_HOST + MAX_REFERRER];
    private int hostLength;
    private int length;

    /** @return why the hit cannot be counted, or {@code null} if its key is written */
    @Nullable
    RejectReason write(byte[] json, Field host, Field referrer) {
        if (host.kind != Field.Kind.TEXT) {
            return RejectReason.NO_HOST;
        }
        length = 0;
        boolean plain = host.simple && host.end - host.start <= MAX_HOST;
        boolean named = plain
                ? host(json, trimStart(json, host), trimEnd(json, host))
                : host(JsonText.decode(json, host.start, host.end).strip().toLowerCase(Locale.ROOT));
        if (!named) {
            return RejectReason.NO_HOST;
        }
        hostLength = length;
        if (referrer.kind != Field.Kind.TEXT) {
            append(DIRECT, 0, DIRECT.length, MAX_REFERRER);
        } else if (referrer.simple) {
            referrer(json, trimStart(json, referrer), trimEnd(json, referrer));
        } else {
            byte[] text =
                    JsonText.decode(json, referrer.start, referrer.end).strip().getBytes(StandardCharsets.UTF_8);
            referrer(text, 0, text.length);
        }
        return holdsNul(json, host) || holdsNul(json, referrer) ? RejectReason.INVALID_TEXT : null;
    }

    byte[] toBytes() {
        return Arrays.copyOf(key, length);
    }

    int hostLength() {
        return hostLength;
    }

    private boolean host(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return host(bytes, 0, bytes.length);
    }

    private boolean host(byte[] text, int from, int to) {
        int stop = withoutPort(text, from, to);
        if (stop - from > 1 && text[stop - 1] == '.') {
            stop--;
        }
        if (stop <= from) {
            return false;
        }
        append(text, from, stop, MAX_HOST);
        for (int i = 0; i < length; i++) {
            if (key[i] >= 'A' && key[i] <= 'Z') {
                key[i] |= 0x20;
            }
        }
        return true;
    }

    private static int withoutPort(byte[] text, int from, int to) {
        int colon = to;
        while (colon > from && text[colon - 1] >= '0' && text[colon - 1] <= '9') {
            colon--;
        }
        colon--;
        if (colon < from || text[colon] != ':') {
            return to;
        }
        if (text[from] == '[') {
            return text[colon - 1] == ']' ? colon : to;
        }
        for (int i = from; i < colon; i++) {
            if (text[i] == ':') {
                return to;
            }
        }
        return colon;
    }

    private void referrer(byte[] text, int from, int to) {
        if (to <= from || (to - from == 1 && text[from] == '-')) {
            append(DIRECT, 0, DIRECT.length, MAX_REFERRER);
        } else {
            append(text, from, to, MAX_REFERRER);
        }
    }

    private void append(byte[] text, int from, int to, int most) {
        if (to - from <= most) {
            System.arraycopy(text, from, key, length, to - from);
            length += to - from;
            return;
        }
        int stop = from + most - HASH_DIGITS - 1;
        while (!Utf8.isStart(text[stop])) {
            stop--;
        }
        System.arraycopy(text, from, key, length, stop - from);
        length += stop - from;
        byte[] hash = hash(text, from, to);
        key[length++] = '~';
        System.arraycopy(hash, 0, key, length, hash.length);
        length += hash.length;
    }

    private static byte[] hash(byte[] text, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text, from, to - from);
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_DIGITS / 2).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean holdsNul(byte[] json, Field field) {
        return field.kind == Field.Kind.TEXT
                && !field.simple
                && JsonText.decode(json, field.start, field.end).indexOf('\0') >= 0;
    }

    private static int trimStart(byte[] json, Field field) {
        int i = field.start;
        while (i < field.end && json[i] == ' ') {
            i++;
        }
        return i;
    }

    private static int trimEnd(byte[] json, Field field) {
        int i = field.end;
        while (i > field.start && json[i - 1] == ' ') {
            i--;
        }
        return i;
    }
}
