package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Windows that have hits, newest first.
 *
 * @param next the cursor of the windows before these; absent where there are none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WindowItems(
        String job,
        List<LedgerWindow> items,

        @Schema(description = "Send it as cursor to get what follows")
        Optional<String> next,

        Optional<Instant> watermark,
        Instant asOf) {
    WindowItems {
        items = List.copyOf(items);
    }

    /**
     * One window: {@code hits = onTime + late}, while it is OPEN as well.
     *
     * @param end exclusive
     * @param hits all of them
     */
    record LedgerWindow(
            Instant start,
            Instant end,
            WindowStatus status,
            long hits,
            long onTime,
            long late,
            List<WindowPartition> partitions) {
        LedgerWindow {
            partitions = List.copyOf(partitions);
        }
    }

    /** A window's hits that were read from one partition. */
    record WindowPartition(int partition, long hits, long late) {}
}
