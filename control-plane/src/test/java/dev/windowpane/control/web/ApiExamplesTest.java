package dev.windowpane.control.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/api.md, one after the other, as a user would give them. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ApiExamplesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OPERATION = "0b7d4c3f8a6e1d2c3b4a59685f1c2a9e";
    private static final String SPEC = """
            {"name": "shop", "source": {"bootstrapServers": "127.0.0.1:9092", "topic": "hits", "startFrom": {"type": "earliest"}}}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void empty() throws IOException {
        TestStack.get().empty();
        TestStack.get().flink().reset();
        Files.writeString(directory.resolve("shop.json"), SPEC);
    }

    @AfterEach
    void withoutJobs() {
        TestStack.get().empty();
    }

    private static List<String> commands() throws IOException {
        return Files.readAllLines(Path.of("../docs/api.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    /** The HTTP status, or 0 where there was none. */
    private int status(String command) throws IOException, InterruptedException {
        String operation = RestAssured.get("/api/operations").path("items[0].id");
        String here = command.replace(OPERATION, operation == null ? OPERATION : operation)
                // What goes on for ever is looked at for a moment
                .replace("-sSN", "-sSN --max-time 2")
                .replaceFirst("^curl", "curl -w '%{http_code}' -o answer");
        Path out = directory.resolve("status");
        Process shell = new ProcessBuilder("sh", "-c", here)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        shell.getOutputStream().close();
        assertThat(shell.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as(here).isTrue();
        String said = Files.readString(out);
        return said.matches("(?s)[0-9]{3}.*") ? Integer.parseInt(said.substring(0, 3)) : 0;
    }

    @Test
    void everyCommandOfTheDocumentIsAnswered() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(20);
        for (String command : commands.stream()
                .map(line -> line.replace("$W", RestAssured.baseURI + ":" + RestAssured.port))
                .toList()) {
            // The JAR of the tests is the newest already; and a job that has just been stopped is still being ended
            List<Integer> expected = command.contains("/upgrade") ? List.of(409) : List.of(200, 201, 202, 204);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(status(command))
                            .as("%s: %s", command, answer())
                            .isIn(expected));
        }
    }

    private String answer() throws IOException {
        Path answer = directory.resolve("answer");
        return Files.exists(answer) ? Files.readString(answer) : "";
    }
}
