package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a change would do, said before it is made.
 *
 * @param job the spec as it would be stored, with every default written out
 * @param gap how long nothing would be counted, as far as one can tell
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Impact(
        @Schema(description = "Whether the same request without dryRun would be accepted")
        boolean valid,

        @Schema(ref = "JobSpec") StoredSpec job,
        Effect effect,

        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                examples = "PT4S",
                description = "About how long nothing would be counted; absent where counting is not interrupted")
        Optional<Duration> gap,

        List<SpecDifference> changes,

        @Schema(examples = "restarts only: counts go on where they stand, after a gap of about 4 s")
        String sentence) {
    Impact {
        changes = List.copyOf(changes);
    }
}
