package dev.windowpane.control.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a job shows nothing new: the gravest cause, and what else holds.
 *
 * @param asOf the moment that the facts are of; while Postgres is away that is before the answer
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Explanation(
        String job,
        Cause cause,

        @Schema(examples = "The window 12:05–12:10 UTC is open; it becomes FINAL in 134 s if hits go on as now.")
        String sentence,

        @Schema(description = "Since when it holds, where that is known")
        Optional<Instant> since,

        @Schema(
                description = "The values that the sentence uses: numbers, instants, texts",
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        Map<String, Object> facts,

        @Schema(description = "What else holds, the gravest first")
        List<Reason> others,

        Instant asOf) {
    public Explanation {
        others = List.copyOf(others);
    }

    static Explanation of(String job, List<Reason> reasons, Instant asOf) {
        Reason first = reasons.getFirst();
        return new Explanation(
                job,
                first.cause(),
                first.sentence(),
                first.since(),
                first.facts(),
                reasons.subList(1, reasons.size()),
                asOf);
    }
}
