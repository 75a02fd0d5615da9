package dev.windowpane.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerEngineTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String KAFKA = "apache/kafka:1.2.3";
    private static final String POSTGRES = "registry.example:5000/postgres:18";

    @Test
    void isReadyWhereTheImagesAre() throws IOException {
        try (FakeEngine engine = new FakeEngine(FakeEngine.Registry.IS_UNKNOWN, KAFKA, POSTGRES)) {
            assertThat(look(engine, LONG, LONG)).isEmpty();
        }
    }

    @Test
    void pullsWhatIsMissing() throws IOException {
        try (FakeEngine engine = new FakeEngine(FakeEngine.Registry.DELIVERS, KAFKA)) {
            assertThat(look(engine, LONG, LONG)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IS_UNKNOWN, PT2M, PT2M, cannot be pulled (Status 500: {\"message\":\"lookup registry.example: no such host\"})",
        "IS_SILENT, PT5S, PT2M, does not answer",
        "IS_SLOW, PT2M, PT1S, is still being pulled; it will be there next time",
    })
    void saysWhyAnImageIsNotToBeHadInsteadOfWaitingForIt(
            FakeEngine.Registry registry, Duration answerLimit, Duration pullLimit, String why) throws IOException {
        try (FakeEngine engine = new FakeEngine(registry, KAFKA)) {
            assertThat(look(engine, answerLimit, pullLimit))
                    .hasValueSatisfying(answer -> assertThat(answer).contains(POSTGRES, why));
        }
    }

    @Test
    void saysThatNoEngineAnswers() {
        Callable<DockerClient> none = () -> {
            throw new IllegalStateException(
                    "Could not find a valid Docker environment. Please see logs and check configuration");
        };

        assertThat(new ContainerEngine(none, none, LONG).whyNot(List.of(KAFKA), LONG))
                .contains("no container engine answers (Could not find a valid Docker environment)");
    }

    @Test
    void doesNotWaitForAnEngineThatIsSilent() {
        CountDownLatch never = new CountDownLatch(1);
        Callable<DockerClient> silent = () -> {
            never.await();
            throw new IllegalStateException();
        };

        assertThat(new ContainerEngine(silent, silent, SHORT).whyNot(List.of(KAFKA), LONG))
                .contains("no container engine answers within 1 s");
    }

    @Test
    void saysThatTestcontainersIsNotReady() throws IOException {
        try (FakeEngine engine = new FakeEngine(FakeEngine.Registry.IS_UNKNOWN, KAFKA)) {
            DockerClient client = engine.client();
            Callable<DockerClient> withoutRyuk = () -> {
                throw new IllegalStateException("Failed to pull image: testcontainers/ryuk:0");
            };

            assertThat(new ContainerEngine(() -> client, withoutRyuk, LONG).whyNot(List.of(KAFKA), LONG))
                    .hasValueSatisfying(why -> assertThat(why).contains("testcontainers/ryuk"));
        }
    }

    private static Optional<String> look(FakeEngine engine, Duration answerLimit, Duration pullLimit) {
        DockerClient client = engine.client();
        return new ContainerEngine(() -> client, () -> client, answerLimit).whyNot(List.of(KAFKA, POSTGRES), pullLimit);
    }
}
