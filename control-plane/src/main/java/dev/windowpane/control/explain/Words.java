package dev.windowpane.control.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, moments and spans as people read them. Times are UTC and say so. */
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd ", Locale.ROOT);
    private static final long MILLION = 1_000_000;

    private Words() {}

    /** {@code 12:03:05 UTC}, with the date if it is not today. */
    static String at(Instant moment, Instant now) {
        return date(moment, now) + TIME.format(moment.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** {@code 12:03:05 UTC (4 min 10 s ago)}. */
    static String ago(Instant moment, Instant now) {
        return "%s (%s ago)".formatted(at(moment, now), span(Duration.between(moment, now)));
    }

    /** {@code 12:05–12:10 UTC}. */
    static String range(Instant start, Instant end, Instant now) {
        DateTimeFormatter format = start.getEpochSecond() % 60 == 0 && end.getEpochSecond() % 60 == 0 ? MINUTE : TIME;
        return "%s%s–%s UTC"
                .formatted(
                        date(start, now),
                        format.format(start.atOffset(ZoneOffset.UTC)),
                        format.format(end.atOffset(ZoneOffset.UTC)));
    }

    private static String date(Instant moment, Instant now) {
        LocalDate day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        return day.equals(now.atOffset(ZoneOffset.UTC).toLocalDate()) ? "" : DATE.format(day);
    }

    /** Its two greatest units: {@code 45 s}, {@code 4 min 10 s}, {@code 3 h 5 min}, {@code 2 d 3 h}. */
    static String span(Duration duration) {
        Duration span = duration.isNegative() ? Duration.ZERO : duration;
        if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() == 0) {
            return pair(span.toMinutes(), "min", span.toSecondsPart(), "s");
        }
        return span.toDays() == 0
                ? pair(span.toHours(), "h", span.toMinutesPart(), "min")
                : pair(span.toDays(), "d", span.toHoursPart(), "h");
    }

    private static String pair(long great, String greatUnit, long small, String smallUnit) {
        return small == 0 ? great + " " + greatUnit : great + " " + greatUnit + " " + small + " " + smallUnit;
    }

    /** {@code 12,345}, from a million on {@code 1.2 M}. */
    static String count(long number) {
        return number < MILLION
                ? String.format(Locale.ROOT, "%,d", number)
                : String.format(Locale.ROOT, "%,.1f M", number / (double) MILLION);
    }

    /** {@code 512 bytes}, {@code 3.4 MiB}. */
    static String bytes(long number) {
        return number < 1 << 20
                ? "%s bytes".formatted(count(number))
                : String.format(Locale.ROOT, "%.1f MiB", number / (double) (1 << 20));
    }
}
