package dev.windowpane.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A native image can read and write only what was registered; here nothing else would notice. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class NativeReflectionTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.windowpane.control", "dev.windowpane.spec");

    @Test
    void everyTypeThatBecomesJsonIsKeptInANativeImage() throws IOException {
        Set<String> needed = JsonTypes.reachedFrom(JsonRoots.in(CLASSES));

        assertThat(needed)
                .as("types found at all: body, problem, REST client, server-sent event, sealed subtype, spec")
                .contains(
                        "dev.windowpane.control.jobs.Job",
                        "dev.windowpane.control.problem.Problem$WrongValue",
                        "dev.windowpane.control.flink.FlinkRest$Overview",
                        "dev.windowpane.control.live.CommitNotice$ChangedRange",
                        "dev.windowpane.spec.StopAt$Latest",
                        "dev.windowpane.spec.Limits");
        needed.removeAll(kept());
        assertThat(needed)
                .as("add @RegisterForReflection to these, or name them in config.NativeHints if they are of job-spec")
                .isEmpty();
    }

    @Test
    void everyEndpointSaysWhatItAnswers() {
        assertThat(JsonRoots.silent(CLASSES))
                .as("name the type of the answer in an @APIResponse")
                .isEmpty();
    }

    private static Set<String> kept() throws IOException {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (InputStream in = application.getResourceAsStream("META-INF/windowpane/reflection.txt")) {
            return new TreeSet<>(new String(
                            Objects.requireNonNull(in, "dev-services has not written it")
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }
}
