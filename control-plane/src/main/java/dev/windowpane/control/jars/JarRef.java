package dev.windowpane.control.jars;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JAR by name.
 *
 * @param sha256 of its content, hexadecimal
 * @param version what its manifest says
 */
@RegisterForReflection
public record JarRef(
        @Schema(pattern = "^[0-9a-f]{64}$") String sha256,
        @Schema(examples = "0.1.0") String version) {}
