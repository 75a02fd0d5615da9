package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of a job's history.
 *
 * @param id grows with each line
 * @param at by the database's clock; an exception's is Flink's
 * @param code of the catalogue of causes
 * @param actor who asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HistoryEntry(
        @JsonIgnore @Schema(hidden = true) long id,
        Instant at,
        HistoryKind kind,

        @Schema(description = "The Flink job id") Optional<String> run,

        Optional<Long> revision,
        Optional<Phase> phase,

        @Schema(description = "Of the catalogue of causes") Optional<String> code,

        String detail,

        @Schema(description = "Who asked") Optional<String> actor,

        Optional<String> requestId) {}
