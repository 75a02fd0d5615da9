package dev.windowpane.control.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many dead letters will be read again, and how many of those asked for cannot be. */
@RegisterForReflection
record ReplayAnswer(
        @Schema(description = "The job's next launch reads them; a running job is launched anew for it")
        int wanted,

        @Schema(description = "Those that are counted, but of which no sample was kept")
        long notKept) {}
