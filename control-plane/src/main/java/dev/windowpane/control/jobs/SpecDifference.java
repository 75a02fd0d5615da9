package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One value of a spec that another spec has not.
 *
 * @param from absent where it is added
 * @param to absent where it is taken away
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SpecDifference(
        @Schema(description = "A JSON pointer (RFC 6901) into the spec", examples = "/execution/parallelism")
        String pointer,

        @Schema(implementation = Object.class, description = "Any JSON; absent where it is added")
        Optional<JsonNode> from,

        @Schema(implementation = Object.class, description = "Any JSON; absent where it is taken away")
        Optional<JsonNode> to,

        Effect effect) {
    SpecDifference with(Effect other) {
        return new SpecDifference(pointer, from, to, other);
    }
}
