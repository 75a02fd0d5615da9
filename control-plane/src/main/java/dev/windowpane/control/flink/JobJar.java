package dev.windowpane.control.flink;

import java.nio.file.Path;

/**
 * The job JAR by its content.
 *
 * @param sha256 of the content, hexadecimal
 * @param file a copy that nobody changes, named {@code windowpane-<sha256>.jar}
 */
public record JobJar(String sha256, Path file) {
    static final String PREFIX = "windowpane-";

    String fileName() {
        return PREFIX + sha256 + ".jar";
    }
}
