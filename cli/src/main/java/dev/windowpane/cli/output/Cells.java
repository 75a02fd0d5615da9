package dev.windowpane.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One value as text. */
final class Cells {
    private static final String NOTHING = "-";
    private static final int OF_HASH = 12;

    private final ZoneId zone;

    Cells(ZoneId zone) {
        this.zone = zone;
    }

    /** For people: short times, grouped numbers, nothing that a terminal obeys. */
    String shown(Column column, JsonNode row) {
        JsonNode value = column.value().apply(row);
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        return switch (column.kind()) {
            case TEXT, STATE, NUMBER -> Text.printable(plain(value));
            case HASH -> {
                String hash = Text.printable(plain(value));
                yield hash.substring(0, Math.min(OF_HASH, hash.length()));
            }
            case COUNT -> value.isNumber() ? "%,d".formatted(value.asLong()) : Text.printable(plain(value));
            case SHARE -> String.format(Locale.ROOT, "%.2f %%", value.asDouble() * 100);
            case TIME -> time(plain(value), ChronoUnit.SECONDS);
        };
    }

    /** For programs: in full. */
    String full(Column column, JsonNode row) {
        JsonNode value = column.value().apply(row);
        return value.isMissingNode() || value.isNull()
                ? ""
                : column.kind() == Kind.TIME ? time(plain(value), ChronoUnit.NANOS) : plain(value);
    }

    String time(String rfc3339, ChronoUnit unit) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    Instant.parse(rfc3339).truncatedTo(unit).atZone(zone));
        } catch (DateTimeException e) {
            return Text.printable(rfc3339);
        }
    }

    private static String plain(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
