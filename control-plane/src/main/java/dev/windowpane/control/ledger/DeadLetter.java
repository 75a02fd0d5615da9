package dev.windowpane.control.ledger;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that is no hit, as it was read. Only a bounded sample is kept; the numbers in the ledger are exact.
 *
 * @param size the record's value in bytes, of which {@code payloadBase64} is the beginning
 * @param preview the payload as text, at most 200 characters, with control characters replaced
 */
record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        Instant recordTime,
        int size,

        @Schema(description = "The beginning of the value, base64", examples = "bm90IGpzb24=")
        String payloadBase64,

        @Schema(
                description = "The same as text, at most 200 characters, control characters replaced",
                examples = "not json")
        String preview) {}
