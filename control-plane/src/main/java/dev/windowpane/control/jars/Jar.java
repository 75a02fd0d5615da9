package dev.windowpane.control.jars;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JAR that is kept in Postgres.
 *
 * @param size in bytes
 * @param current whether new jobs and upgrades get it
 * @param usedBy the names of the jobs whose newest revision is pinned to it
 */
@RegisterForReflection
record Jar(
        @Schema(pattern = "^[0-9a-f]{64}$") String sha256,

        @Schema(description = "What its manifest says", examples = "0.1.0")
        String version,

        @Schema(minimum = "0", description = "Bytes") long size,
        Instant addedAt,

        @Schema(description = "Whether new jobs and upgrades get it")
        boolean current,

        @Schema(description = "The jobs whose newest revision is pinned to it")
        List<String> usedBy) {
    Jar {
        usedBy = List.copyOf(usedBy);
    }

    Jar as(boolean isCurrent) {
        return new Jar(sha256, version, size, addedAt, isCurrent, usedBy);
    }
}
