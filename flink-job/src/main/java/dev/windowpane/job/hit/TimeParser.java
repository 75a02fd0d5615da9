package dev.windowpane.job.hit;

import dev.windowpane.spec.TimeFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A hit's time → milliseconds since the epoch, rounded down. Dates and times must exist (no 30 February, no 24:00, no leap second),
 * between the years 1 and 9999.
 */
final class TimeParser {
    /** Not a time in any of the accepted formats. */
    static final long INVALID = Long.MIN_VALUE;

    static final long LEAST = -62_135_596_800_000L;
    static final long MOST = 253_402_300_799_999L;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,32})?");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?[0-9]{1,32}(\\.[0-9]{1,32})?([eE][+-]?[0-9]{1,2})?");

    private final boolean iso;
    private final boolean sql;
    private final boolean seconds;
    private final boolean millis;

    TimeParser(List<TimeFormat> formats) {
        iso = formats.contains(TimeFormat.ISO);
        sql = formats.contains(TimeFormat.SQL);
        seconds = formats.contains(TimeFormat.EPOCH_SECONDS);
        millis = formats.contains(TimeFormat.EPOCH_MILLIS);
    }

    /** A JSON number. */
    long number(byte[] json, int from, int to) {
        return seconds || millis ? epoch(json, from, to, JSON_NUMBER) : INVALID;
    }

    /** The content of a JSON string. */
    long text(byte[] text) {
        if (text.length >= 19 && text[4] == '-') {
            return dateTime(text);
        }
        return seconds || millis ? epoch(text, 0, text.length, DECIMAL) : INVALID;
    }

    private long epoch(byte[] text, int from, int to, Pattern rule) {
        String number = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        if (!rule.matcher(number).matches() || (millis && rule.equals(DECIMAL) && number.indexOf('.') >= 0)) {
            return INVALID;
        }
        BigDecimal value = new BigDecimal(number).movePointRight(seconds ? 3 : 0);
        return value.precision() - value.scale() > 15
                ? INVALID
                : bounded(value.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private long dateTime(byte[] text) {
        boolean withT = text[10] == 'T' || text[10] == 't';
        boolean shape =
                ((withT && iso) || (text[10] == ' ' && sql)) && text[7] == '-' && text[13] == ':' && text[16] == ':';
        int year = two(text, 0) * 100 + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (!shape
                || (year | month | day | hour | minute | second) < 0
                || !Calendar.isDate(year, month, day)
                || hour > 23
                || minute > 59
                || second > 59) {
            return INVALID;
        }
        long seconds = Calendar.epochDay(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
        return fraction(text, seconds, withT);
    }

    private static long fraction(byte[] text, long seconds, boolean zoneAllowed) {
        int i = 19;
        long milli = 0;
        if (i < text.length && text[i] == '.') {
            int first = ++i;
            for (int unit = 100; i < text.length && isDigit(text[i]); unit /= 10, i++) {
                milli += (long) unit * (text[i] - '0');
            }
            if (i == first || i - first > 9) {
                return INVALID;
            }
        }
        if (i == text.length) {
            return bounded(seconds * 1000 + milli);
        }
        int offset = zoneAllowed ? offset(text, i) : Integer.MIN_VALUE;
        return offset == Integer.MIN_VALUE ? INVALID : bounded((seconds - offset) * 1000 + milli);
    }

    /** {@code Z}, {@code ±HH}, {@code ±HHmm} or {@code ±HH:mm} to the end of the text, in seconds; at most 18 hours. */
    private static int offset(byte[] text, int at) {
        int length = text.length - at;
        if (length == 1 && (text[at] == 'Z' || text[at] == 'z')) {
            return 0;
        }
        boolean colon = length == 6 && text[at + 3] == ':';
        if ((text[at] != '+' && text[at] != '-') || (length != 3 && length != 5 && !colon)) {
            return Integer.MIN_VALUE;
        }
        int hours = two(text, at + 1);
        int minutes = length == 3 ? 0 : two(text, text.length - 2);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return Integer.MIN_VALUE;
        }
        return (hours * 60 + minutes) * (text[at] == '-' ? -60 : 60);
    }

    private static long bounded(long time) {
        return time < LEAST || time > MOST ? INVALID : time;
    }

    /** The number of two digits at {@code at}, or one far below zero. */
    private static int two(byte[] text, int at) {
        return isDigit(text[at]) && isDigit(text[at + 1]) ? (text[at] - '0') * 10 + text[at + 1] - '0' : -1_000_000;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
