package dev.windowpane.control.flink;

import java.nio.file.Path;
import java.util.Set;

/**
 * The job JAR by its content.
 *
 * @param sha256 of the content, hexadecimal
 * @param file a copy that nobody changes, named {@code windowpane-<sha256>.jar}
 */
public record JobJar(String sha256, Path file) {
    static final String PREFIX = "windowpane-";

    String fileName() {
        return fileName(sha256);
    }

    /** @param id a JAR's id on a cluster: {@code <uuid>_<name>} */
    static boolean isOneOf(Set<String> sha256s, String id) {
        return sha256s.stream().anyMatch(sha256 -> id.endsWith("_" + fileName(sha256)));
    }

    private static String fileName(String sha256) {
        return PREFIX + sha256 + ".jar";
    }
}
