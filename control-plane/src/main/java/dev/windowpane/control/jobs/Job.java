package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windowpane.spec.ClusterName;
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

        @Schema(minimum = "1", description = "Counts the changes of spec and JAR; also the ETag")
        long revision,

        @Schema(minimum = "1", description = "Counts the restarts that were asked for")
        long generation,

        @Schema(implementation = String.class, description = "The Flink cluster it is to run on", examples = "default")
        ClusterName cluster,

        @Schema(description = "The JAR it is pinned to; absent: the one that is current when it is launched")
        Optional<PinnedJar> jar,

        @Schema(description = "Whether an upgrade would give it another JAR")
        boolean upgradeAvailable,

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
    static Job of(StoredJob stored, Observed observed, Optional<String> currentJar) {
        Optional<PinnedJar> jar = stored.head().jar().map(pinned -> PinnedJar.of(pinned, currentJar));
        return new Job(
                stored.name(),
                stored.spec(),
                stored.revision(),
                stored.generation(),
                stored.cluster(),
                jar,
                currentJar.isPresent()
                        && jar.filter(pinned -> !pinned.current()).isPresent(),
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
