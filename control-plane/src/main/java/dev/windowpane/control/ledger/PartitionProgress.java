package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a Kafka partition has been counted, and where its records are now: {@code read = onTime + late + open + retired + dead letters}.
 *
 * @param startOffset where the first launch started
 * @param nextOffset the first offset that is not counted yet
 * @param read records read, hits and dead letters
 * @param rejected those that are dead letters
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record PartitionProgress(
        int partition,
        long startOffset,
        long nextOffset,

        @Schema(description = "Where a bounded job stops, exclusive; absent where it never does")
        Optional<Long> endOffset,

        long read,

        @Schema(description = "Hits of FINAL windows that came before they were FINAL")
        long onTime,

        @Schema(description = "Hits that came after their window was FINAL and corrected it")
        long late,

        @Schema(description = "Hits of windows that are not FINAL yet")
        long open,

        @Schema(description = "Hits of windows that retention has dropped")
        long retired,

        long rejected,
        DeadLetters deadLetters,

        @Schema(description = "Offsets passed over by accepted gaps")
        long skipped,

        Optional<Instant> newestHit,

        @Schema(description = "When nextOffset moved last") Optional<Instant> movedAt) {
    long accounted() {
        return onTime + late + open + retired + deadLetters.total();
    }

    /** Whether every record is where it should be. */
    boolean balances() {
        return read == accounted() && rejected == deadLetters.total();
    }

    /** Whether no offset was read twice: markers and compaction may leave offsets out, nothing adds any. */
    boolean fitsOffsets() {
        return read + skipped <= nextOffset - startOffset;
    }
}
