package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windowpane.spec.ClusterName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One launch of a job.
 *
 * @param id the Flink job id, 32 hexadecimal digits, chosen before the launch
 * @param revision the job's revision that was launched
 * @param generation the job's generation that was launched
 * @param cluster the Flink cluster's name
 * @param epoch the fence it commits under; 0 until it is submitted
 * @param attempt 1, and one more for each launch just before it that ended without having been stable
 * @param submittedAt when the launch was first sent
 * @param deadline under way: when patience ends; ended: not before this is the job launched again
 * @param stableAt when it had run for long enough or had committed
 * @param error why it ended, or what Flink last refused
 * @param cause the same with code and hint
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Run(
        @Schema(pattern = "^[0-9a-f]{32}$", examples = "5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968")
        String id,

        Phase phase,
        long revision,

        @Schema(minimum = "1", description = "Which of the job's restarts it is")
        long generation,

        @Schema(
                implementation = String.class,
                description = "The Flink cluster it was launched on",
                examples = "default")
        ClusterName cluster,

        long epoch,

        @Schema(description = "The launched JAR's SHA-256, absent until it is uploaded")
        Optional<String> jarSha256,

        int attempt,
        @JsonIgnore @Schema(hidden = true) Optional<Instant> submittedAt,
        @JsonIgnore @Schema(hidden = true) Optional<Instant> deadline,
        @JsonIgnore @Schema(hidden = true) Optional<Instant> stableAt,

        @Schema(description = "Why it ended, or what Flink last refused")
        Optional<String> error,

        @Schema(description = "The same with a code and a hint")
        Optional<RunCause> cause,

        Instant createdAt,
        Instant updatedAt) {
    /** The same, once its launch has been announced. */
    public Run submitted(long newEpoch) {
        return new Run(
                id,
                Phase.SUBMITTING,
                revision,
                generation,
                cluster,
                newEpoch,
                jarSha256,
                attempt,
                submittedAt,
                deadline,
                stableAt,
                Optional.empty(),
                Optional.empty(),
                createdAt,
                updatedAt);
    }
}
