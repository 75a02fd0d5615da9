package dev.windowpane.control.counts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Hosts or referrers by their hits in a range, most first.
 *
 * @param totalHits all hits of the range (and host), whatever is searched for
 * @param keys how many distinct keys match
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Top(
        String job,
        Instant from,
        Instant to,
        Optional<Instant> watermark,
        Instant asOf,
        long totalHits,
        long totalLateHits,

        @Schema(description = "How many distinct keys match")
        long keys,

        List<TopItem> items) {
    Top {
        items = List.copyOf(items);
    }

    /** @param share of {@code totalHits}, 0 to 1 */
    record TopItem(
            String key,
            long hits,
            long lateHits,
            @Schema(minimum = "0", maximum = "1") double share) {}
}
