package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a hit happened, and how far its time may be off.
 *
 * @param field the name of the hit's top-level JSON field
 * @param formats the accepted spellings; not both epochs, since a number could then be either
 * @param outOfOrderness how far the watermark stays behind the newest hit; a window becomes FINAL that much after its end
 * @param idleTimeout after this long without a hit a partition no longer holds the watermark back
 * @param furthestFuture a hit dated more than this after its Kafka record's timestamp is a dead letter
 * @param oldestAccepted a hit dated more than this before its Kafka record's timestamp is a dead letter
 */
public record EventTime(
        String field,
        List<TimeFormat> formats,
        Duration outOfOrderness,
        Duration idleTimeout,
        Duration furthestFuture,
        Duration oldestAccepted)
        implements Serializable {
    private static final Pattern FIELD = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,64}");

    /** Field {@code event_time}, ISO or SQL, 15 s out of order, idle after 30 s, 5 minutes ahead, 7 days old. */
    public static final EventTime DEFAULT = of(null, null, null, null, null, null);

    public EventTime {
        Check.matches(
                "field", field, FIELD, "1 to 64 printable ASCII characters without quotes, backslashes or spaces");
        if (formats.isEmpty()) {
            throw new IllegalArgumentException(
                    "formats must name at least one of iso, sql, epoch_seconds, epoch_millis");
        }
        formats = List.copyOf(EnumSet.copyOf(formats));
        if (formats.contains(TimeFormat.EPOCH_SECONDS) && formats.contains(TimeFormat.EPOCH_MILLIS)) {
            throw new IllegalArgumentException(
                    "formats must not name both epoch_seconds and epoch_millis: a number could be either");
        }
        Check.between("outOfOrderness", outOfOrderness, Duration.ZERO, Duration.ofDays(1));
        Check.between("idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        Check.between("furthestFuture", furthestFuture, Duration.ZERO, Duration.ofDays(1));
        Check.between("oldestAccepted", oldestAccepted, Duration.ofMinutes(1), Duration.ofDays(36_500));
    }

    @JsonCreator
    static EventTime of(
            @JsonProperty("field") @Nullable String field,
            @JsonProperty("formats") @Nullable List<TimeFormat> formats,
            @JsonProperty("outOfOrderness") @Nullable Duration outOfOrderness,
            @JsonProperty("idleTimeout") @Nullable Duration idleTimeout,
            @JsonProperty("furthestFuture") @Nullable Duration furthestFuture,
            @JsonProperty("oldestAccepted") @Nullable Duration oldestAccepted) {
        return new EventTime(
                field == null ? "event_time" : field,
                formats == null ? List.of(TimeFormat.ISO, TimeFormat.SQL) : formats,
                outOfOrderness == null ? Duration.ofSeconds(15) : outOfOrderness,
                idleTimeout == null ? Duration.ofSeconds(30) : idleTimeout,
                furthestFuture == null ? Duration.ofMinutes(5) : furthestFuture,
                oldestAccepted == null ? Duration.ofDays(7) : oldestAccepted);
    }
}
