package dev.windowpane.control.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One cause that holds now.
 *
 * @param facts the values that the sentence uses, by name
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Reason(
        Cause cause,

        @Schema(examples = "The window 12:05–12:10 UTC is open; it becomes FINAL in 134 s if hits go on as now.")
        String sentence,

        @Schema(description = "Since when it holds, where that is known")
        Optional<Instant> since,

        @Schema(
                description = "The values that the sentence uses: numbers, instants, texts",
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        Map<String, Object> facts) {
    public Reason {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Reason of(Cause cause, String sentence) {
        return new Reason(cause, sentence, Optional.empty(), Map.of());
    }

    Reason since(Instant at) {
        return new Reason(cause, sentence, Optional.of(at), facts);
    }

    Reason with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Reason(cause, sentence, since, more);
    }
}
