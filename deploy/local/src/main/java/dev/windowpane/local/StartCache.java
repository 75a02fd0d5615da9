package dev.windowpane.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM has loaded and linked in an earlier start of the control plane, kept in a file beside its JAR. It is of use to the same JVM with the same JARs (name,
 * size and time), wherever their directory was moved to; for any other the JVM starts as if there was none, without a word.
 *
 * @param file an AOT cache, or a class data archive for a JVM before 25
 * @param ahead whether it is an AOT cache: classes are linked and profiled as well
 */
record StartCache(Path file, boolean ahead) {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    /** The one of this JVM's version for a control plane; it need not exist. */
    static StartCache of(Path controlPlaneJar) {
        boolean ahead = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
        return new StartCache(controlPlaneJar.resolveSibling(ahead ? "start.aot" : "start.jsa"), ahead);
    }

    /** Options for a start that uses it; none if it does not exist. */
    List<String> use() {
        if (!Files.exists(file)) {
            return List.of();
        }
        return ahead
                ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off", "-Xlog:class+path=off")
                : List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:class+path=off");
    }

    /** Options for a start whose end writes it, which takes seconds. */
    List<String> record() {
        return List.of((ahead ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
    }
}
