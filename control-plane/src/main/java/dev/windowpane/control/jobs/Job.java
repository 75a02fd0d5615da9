package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as users see it: what is desired, what is observed, and how far it has counted.
 *
 * @param detail one sentence about the state, where the state alone leaves a question
 * @param run its newest run
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Job(
        @Schema(examples = "log-aggregation") String name,
        @Schema(ref = "JobSpec") StoredSpec spec,

        @Schema(minimum = "1", description = "Counts the changes of the spec; also the ETag")
        long revision,

        Desired desired,

        @Schema(
                description =
                        "What is observed. RUNNING only while all tasks run; UNKNOWN only while Flink cannot be reached")
        JobState state,

        Instant stateSince,

        @Schema(description = "One sentence, such as why it failed or since when Flink is unreachable")
        Optional<String> detail,

        @Schema(description = "The newest run; absent before the first")
        Optional<Run> run,

        @Schema(description = "Windows that end at or before it are FINAL; absent before the first hit")
        Optional<Instant> watermark,

        @Schema(description = "The time of the newest hit counted")
        Optional<Instant> newestHit,

        @Schema(description = "When counts last changed") Optional<Instant> committedAt,
        Instant createdAt,
        Instant updatedAt) {
    static Job of(StoredJob stored, Observed observed) {
        return new Job(
                stored.name(),
                stored.spec(),
                stored.revision(),
                stored.desired(),
                observed.state(),
                observed.since(),
                observed.detail(),
                stored.run(),
                stored.watermark(),
                stored.newestHit(),
                stored.committedAt(),
                stored.createdAt(),
                stored.updatedAt());
    }
}
