package dev.windowpane.control.jobs;

import dev.windowpane.control.jars.JarRef;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JAR that a job's newest revision is pinned to.
 *
 * @param current whether an upgrade would give it the same
 */
@RegisterForReflection
record PinnedJar(
        @Schema(pattern = "^[0-9a-f]{64}$") String sha256,
        @Schema(examples = "0.1.0") String version,
        boolean current) {
    static PinnedJar of(JarRef jar, Optional<String> current) {
        return new PinnedJar(
                jar.sha256(),
                jar.version(),
                current.filter(jar.sha256()::equals).isPresent());
    }
}
