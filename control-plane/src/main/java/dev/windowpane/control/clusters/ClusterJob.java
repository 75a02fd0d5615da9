package dev.windowpane.control.clusters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A Flink job that a cluster lists, also one that has ended not long ago. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClusterJob(
        @Schema(pattern = "^[0-9a-f]{32}$", examples = "5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968")
        String id,

        @Schema(examples = "windowpane log-aggregation") String name,

        @Schema(description = "Flink's own word", examples = "RUNNING")
        String state,

        Instant startedAt,
        Kind kind,

        @Schema(description = "The job of ours that launched it; absent of a foreign one")
        Optional<String> job) {
    /** Whose it is. An id that is in our books is ours, whatever its name. */
    public enum Kind {
        /** Ours: the run of its job that is under way, or one that has ended. */
        RUN,
        /** Ours, and still alive, though its job has gone on without it. It is cancelled by itself. */
        ORPHAN,
        /** Somebody else's. It is never touched by itself. */
        FOREIGN
    }
}
