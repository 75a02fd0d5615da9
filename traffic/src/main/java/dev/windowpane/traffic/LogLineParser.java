package dev.windowpane.traffic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.core.exceptions.InvalidDissectorException;
import nl.basjes.parse.core.exceptions.MissingDissectorsException;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;

/**
 * Understands lines of the common, combined and vhost_combined log formats of Apache httpd and nginx, in any mixture: the format
 * that fitted the line before is tried first. Not thread-safe.
 */
final class LogLineParser {
    private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
    private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";
    /** The closing quote is missing, as in lines that were cut off, or more fields follow. */
    private static final String COMBINED_AND_REST = COMMON + " \"%{Referer}i\" \"%{User-Agent}i";

    private static final List<String> FORMATS = List.of(
            COMBINED,
            "%v:%p " + COMBINED,
            "%v " + COMBINED,
            COMMON,
            COMBINED_AND_REST,
            "%v:%p " + COMBINED_AND_REST,
            "%v " + COMBINED_AND_REST);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final List<HttpdLoglineParser<LogFields>> parsers = new ArrayList<>();

    LogLineParser() {
        for (String format : FORMATS) {
            HttpdLoglineParser<LogFields> parser = new HttpdLoglineParser<>(LogFields.class, format);
            parser.ignoreMissingDissectors();
            parsers.add(parser);
        }
    }

    LogLine parse(String line) {
        if (line.isBlank()) {
            return new LogLine.Refused(LogLine.Refusal.EMPTY);
        }
        for (int i = 0; i < parsers.size(); i++) {
            Optional<LogFields> fields = dissect(parsers.get(i), line);
            if (fields.isPresent()) {
                parsers.addFirst(parsers.remove(i));
                return request(fields.get());
            }
        }
        return new LogLine.Refused(LogLine.Refusal.UNKNOWN_FORMAT);
    }

    private static Optional<LogFields> dissect(HttpdLoglineParser<LogFields> parser, String line) {
        try {
            return Optional.of(parser.parse(new LogFields(), line));
        } catch (DissectionFailure e) {
            return Optional.empty();
        } catch (InvalidDissectorException | MissingDissectorsException e) {
            throw new IllegalStateException("the log formats do not fit LogFields", e);
        }
    }

    private static LogLine request(LogFields fields) {
        try {
            return new LogLine.Request(
                    Objects.requireNonNullElse(fields.ip, "-"),
                    TIME.parse(Objects.requireNonNullElse(fields.time, "-"), Instant::from),
                    Optional.ofNullable(fields.host).filter(host -> !host.isBlank() && !host.equals("-")),
                    LogText.unescape(Objects.requireNonNullElse(fields.referrer, "-")),
                    url(Objects.requireNonNullElse(fields.requestLine, "-")));
        } catch (DateTimeException e) {
            return new LogLine.Refused(LogLine.Refusal.BAD_TIME);
        }
    }

    /** The middle of {@code GET /path HTTP/1.1}; all of a request line that is not of that form. */
    private static String url(String requestLine) {
        int first = requestLine.indexOf(' ');
        int last = requestLine.lastIndexOf(' ');
        return first < last ? requestLine.substring(first + 1, last) : requestLine;
    }
}
