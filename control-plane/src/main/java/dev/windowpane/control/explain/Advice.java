package dev.windowpane.control.explain;

import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.RejectReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to do about dead letters, by their reason. */
final class Advice {
    private Advice() {}

    static String on(String reason, Optional<JobSpec> spec) {
        EventTime time = spec.map(JobSpec::eventTime).orElse(EventTime.DEFAULT);
        return Arrays.stream(RejectReason.values())
                .filter(known -> known.name().equals(reason))
                .findFirst()
                .map(known -> on(known, time))
                .orElse("see the dead letters");
    }

    private static String on(RejectReason reason, EventTime time) {
        return switch (reason) {
            case EMPTY -> "records without a value are no hits, look at what the producer sends";
            case TOO_LARGE -> "a hit may have 256 KiB, look at what the producer sends";
            case NOT_JSON -> "is it the right topic, and does the producer write JSON?";
            case NOT_AN_OBJECT -> "each record must be one JSON object, not an array or a text";
            case NO_HOST -> "each hit needs a text 'host'";
            case INVALID_TEXT -> "host and referrer must not hold a NUL character";
            case NO_TIME ->
                "each hit needs '%s': repair the producer, or set eventTime.field to the field that has the time"
                        .formatted(time.field());
            case BAD_TIME ->
                "'%s' is in none of the formats %s: repair the producer, or set eventTime.formats"
                        .formatted(
                                time.field(),
                                time.formats().stream()
                                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")));
            case TOO_FAR_IN_FUTURE ->
                "'%s' is more than %s after the record's own time: check the producer's clock and time zone"
                        .formatted(time.field(), Words.span(time.furthestFuture()));
            case TOO_OLD ->
                "'%s' is more than %s before the record's own time, or in a month that retention has dropped: see eventTime.oldestAccepted"
                        .formatted(time.field(), Words.span(time.oldestAccepted()));
        };
    }
}
