package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windowpane.control.jars.JarRef;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A spec together with a JAR that a job had or has.
 *
 * @param current whether it is the newest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Revision(
        @Schema(minimum = "1") long revision,
        MadeBy madeBy,

        @Schema(description = "One sentence, such as why it was rolled back to")
        Optional<String> note,

        @Schema(description = "Absent: the JAR that is current when it is launched")
        Optional<JarRef> jar,

        @Schema(description = "When a run of it first held; absent if none has")
        Optional<Instant> stableAt,

        Instant createdAt,
        boolean current,
        @Schema(ref = "JobSpec") StoredSpec spec) {}
