package dev.windowpane.control.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What another out-of-orderness would cost: more of it, and windows become FINAL later; less, and more hits correct them afterwards.
 *
 * @param hits all hits counted
 * @param hosts those with the most hits that came late, at most 50
 */
record Lateness(
        String job,

        @Schema(type = SchemaType.STRING, format = "duration", examples = "PT15S")
        Duration outOfOrderness,

        long hits,
        List<LatenessOption> options,
        List<HostLateness> hosts,

        @Schema(
                examples =
                        "at 15 s of out-of-orderness 0.31 % of the hits correct a FINAL window, at 30 s 0.02 %, and windows become FINAL 15 s later")
        String sentence,

        Instant asOf) {
    Lateness {
        options = List.copyOf(options);
        hosts = List.copyOf(hosts);
    }

    /**
     * One out-of-orderness that a job may have.
     *
     * @param correcting hits that would have corrected a FINAL window
     * @param share of all hits, 0 to 1
     */
    record LatenessOption(
            @Schema(type = SchemaType.STRING, format = "duration", examples = "PT30S")
            Duration outOfOrderness,

            long correcting,
            @Schema(minimum = "0", maximum = "1") double share,

            @Schema(
                    type = SchemaType.STRING,
                    format = "duration",
                    description = "How much later than now a window becomes FINAL; negative: earlier",
                    examples = "PT15S")
            Duration finalLater) {}

    /** The same for the hits of one host. */
    record HostLateness(String host, long hits, List<LatenessOption> options) {
        HostLateness {
            options = List.copyOf(options);
        }
    }
}
