package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The repository around the working directory. */
final class Checkout {
    private static final Path ROOT = root(Path.of("").toAbsolutePath());
    private static final List<String> PROGRAMS = List.of(
            "cli/target/windowpane-cli.jar",
            "control-plane/target/quarkus-app/quarkus-run.jar",
            "flink-job/target/windowpane-flink-job.jar",
            "traffic/target/windowpane-traffic.jar",
            "deploy/local/kafka-lib/target/lib",
            "deploy/local/flink-lib/target/lib");

    private Checkout() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** A directory of this module's build output; made if missing. */
    static Path target(String name) {
        try {
            return Files.createDirectories(ROOT.resolve("e2e/target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new directory of this module's build output. */
    static Path newDirectory(String prefix) {
        try {
            return Files.createTempDirectory(target(""), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireBuilt() {
        assertThat(PROGRAMS)
                .as("programs that are built; build them all with: ./mvnw -q -Dquick package")
                .allMatch(path -> Files.exists(ROOT.resolve(path)));
    }

    private static Path root(Path inside) {
        Path parent = inside.getParent();
        if (Files.exists(inside.resolve("e2e/pom.xml")) || parent == null) {
            return inside;
        }
        return root(parent);
    }
}
