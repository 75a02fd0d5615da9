package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that is no hit, as it was read. Only a bounded sample is kept; the numbers in the ledger are exact.
 *
 * @param size the record's value in bytes, of which {@code payloadBase64} is the beginning
 * @param preview the payload as text, at most 200 characters, with control characters replaced
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        Instant recordTime,
        Instant notedAt,
        int size,

        @Schema(description = "The beginning of the value, base64", examples = "bm90IGpzb24=")
        String payloadBase64,

        @Schema(
                description = "The same as text, at most 200 characters, control characters replaced",
                examples = "not json")
        String preview,

        @Schema(description = "Absent if nobody wanted it to be read again")
        Optional<Replay> replay,

        @Schema(description = "Why it was refused again") Optional<String> replayNote,
        Optional<Instant> replayedAt) {
    /** What became of the wish to read the record again. */
    enum Replay {
        /** The job's next launch reads it again. */
        WANTED,
        /** It is counted now, and no longer among the dead letters. */
        DONE,
        /** It is still no hit, or Kafka no longer has it. */
        REFUSED
    }

    Cursor cursor() {
        return new Cursor(notedAt, partition, offset);
    }
}
