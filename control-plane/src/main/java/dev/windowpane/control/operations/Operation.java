package dev.windowpane.control.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Long work that somebody asked for.
 *
 * @param revision and {@code generation}: the job's after the request; it succeeds with a run that has at least these
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Operation(
        @Schema(pattern = "^[0-9a-f]{32}$", examples = "0b7d4c3f8a6e1d2c3b4a59685f1c2a9e")
        String id,

        @Schema(examples = "log-aggregation") String job,
        OperationKind kind,
        OperationState state,

        @Schema(description = "One sentence, such as why it failed; empty while there is nothing to say")
        String detail,

        @Schema(minimum = "1", description = "The job's after the request")
        long revision,

        @Schema(minimum = "1", description = "The job's after the request")
        long generation,

        @Schema(description = "Who asked", examples = "local")
        String actor,

        @Schema(description = "The X-Request-Id of the request")
        String requestId,

        Instant createdAt,

        @Schema(description = "Absent while it is RUNNING") Optional<Instant> endedAt) {}
