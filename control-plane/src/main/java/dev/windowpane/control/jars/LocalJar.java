package dev.windowpane.control.jars;

import java.nio.file.Path;

/**
 * A job JAR by its content, as a file on our own disk.
 *
 * @param sha256 of the content, hexadecimal
 * @param version what its manifest says, {@code unknown} if it says nothing
 * @param file a copy that nobody changes, named {@code windowpane-<sha256>.jar}
 */
public record LocalJar(String sha256, String version, Path file) {}
