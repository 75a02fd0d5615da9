package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.spec.JobName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another name for a job of the same spec. */
@RegisterForReflection
record CloneWish(
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) @Schema(examples = "log-aggregation-2")
        String name,

        @Schema(description = "RUNNING, if left out") Optional<Desired> desired) {
    /** @throws InvalidRequestException if it is none */
    JobName jobName() {
        try {
            return new JobName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/name", String.valueOf(e.getMessage()), e);
        }
    }
}
