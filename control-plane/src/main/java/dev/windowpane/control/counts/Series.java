package dev.windowpane.control.counts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windowpane.control.ledger.WindowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Counts over time: {@code windows} are the columns, {@code series} and {@code other} the rows; each row's hits stand in the order
 * of the windows, and each window's hits are the sum of all rows.
 *
 * @param from where the first window may start, inclusive, moved down to a step
 * @param to exclusive, moved up to a step
 * @param step the length of each window: the job's own, or a multiple
 * @param windows every window of the range that has hits, ascending
 * @param series the keys with the most hits, most first, or those that were asked for
 * @param other all other keys together
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Series(
        String job,
        Instant from,
        Instant to,

        @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                format = "duration",
                examples = "PT5M")
        Duration step,

        @Schema(description = "Windows that end at or before it are FINAL; absent before the first hit")
        Optional<Instant> watermark,

        @Schema(description = "The time of the newest hit counted")
        Optional<Instant> newestHit,

        @Schema(description = "When counts last changed") Optional<Instant> committedAt,
        Instant asOf,
        List<SeriesWindow> windows,
        List<KeySeries> series,
        OtherKeys other) {
    Series {
        windows = List.copyOf(windows);
        series = List.copyOf(series);
    }

    /**
     * One window of the range.
     *
     * @param end exclusive
     * @param hits all hits, late ones too
     * @param lateHits those that came after the window had become FINAL
     */
    record SeriesWindow(Instant start, Instant end, WindowStatus status, long hits, long lateHits) {}

    /** The hits of one host or referrer, one number per window. */
    record KeySeries(String key, List<Long> hits) {
        KeySeries {
            hits = List.copyOf(hits);
        }
    }

    /** The hits of all keys that have no series of their own, and how many they are. */
    record OtherKeys(long keys, List<Long> hits) {
        OtherKeys {
            hits = List.copyOf(hits);
        }
    }
}
