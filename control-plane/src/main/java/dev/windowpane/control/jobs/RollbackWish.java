package dev.windowpane.control.jobs;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An older revision. */
@RegisterForReflection
record RollbackWish(
        @Schema(description = "The last other one that held, if left out", minimum = "1", examples = "3")
        Optional<Long> revision) {}
