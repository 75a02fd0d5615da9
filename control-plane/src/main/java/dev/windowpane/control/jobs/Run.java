package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One launch of a job.
 *
 * @param id the Flink job id, 32 hexadecimal digits, chosen before the launch
 * @param revision the job's revision that was launched
 * @param epoch the fence it commits under; 0 until it is submitted
 * @param attempt 1, and one more for each launch just before it that ended without having been stable
 * @param deadline under way: when patience ends; ended: not before this is the job launched again
 * @param stableAt when it had run for long enough or had committed
 * @param error why it ended, or what Flink last refused
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Run(
        @Schema(pattern = "^[0-9a-f]{32}$", examples = "5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968")
        String id,

        Phase phase,
        long revision,
        long epoch,

        @Schema(description = "The launched JAR's SHA-256, absent until it is uploaded")
        Optional<String> jarSha256,

        int attempt,
        @JsonIgnore @Schema(hidden = true) Optional<Instant> deadline,
        @JsonIgnore @Schema(hidden = true) Optional<Instant> stableAt,

        @Schema(description = "Why it ended, or what Flink last refused")
        Optional<String> error,

        Instant createdAt,
        Instant updatedAt) {}
