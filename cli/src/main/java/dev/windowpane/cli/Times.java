package dev.windowpane.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.TypeConversionException;

/**
 * Times as people write them: RFC 3339, a date (its beginning), {@code now}, {@code today}, {@code yesterday}, or how long ago: {@code -24h}.
 *
 * @param zone of dates
 */
record Times(Instant now, ZoneId zone) {
    static final String KNOWN = "RFC 3339, a date, now, today, yesterday or how long ago (-24h, -7d)";

    /** @throws TypeConversionException if it is none of these */
    Instant instant(String text) {
        try {
            return switch (text) {
                case "now" -> now;
                case "today" -> beginning(today());
                case "yesterday" -> beginning(today().minusDays(1));
                default ->
                    text.startsWith("-")
                            ? now.minus(Durations.parse(text.substring(1)))
                            : text.length() == 10
                                    ? beginning(LocalDate.parse(text))
                                    : OffsetDateTime.parse(text).toInstant();
            };
        } catch (DateTimeException | TypeConversionException e) {
            throw new TypeConversionException("'%s' is no time; write %s".formatted(text, KNOWN));
        }
    }

    private LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    private Instant beginning(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
