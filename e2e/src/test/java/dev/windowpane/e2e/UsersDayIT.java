package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.traffic.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises that a user can do, done by the README's own commands. */
@Order(10)
@ExtendWith(StackExtension.class)
class UsersDayIT {
    private static final Document DAY = Document.read("README.md").section("### A user's day");

    @TempDir
    private Path directory;

    @BeforeEach
    void hitsToCount(Stack stack) {
        Instant now = InstantSource.system().instant();
        List<Hit> hits = IntStream.range(0, 30)
                .mapToObj(i -> new Hit("192.0.2.1", now, "https://news.example/" + i % 3, "day.example", "/"))
                .toList();
        hits.forEach(hit -> stack.topic.send(now, hit.toJson()));
        stack.expected.hits(hits);
    }

    @Test
    void theReadmesCommandsCreateUpgradeBreakRollBackStopAndDelete(Stack stack) {
        Launcher.Result day = Launcher.in(directory, stack).run(DAY.blocks("sh").getFirst());

        assertThat(day.status()).as("%s%n%s", day.out(), day.err()).isZero();
        assertThat(day.out())
                .containsSubsequence(
                        "mine.yaml is valid.",
                        "creation of mine: SUCCEEDED",
                        "mine             RUNNING",
                        "https://news.example/",
                        "upgrade of mine: SUCCEEDED",
                        "upgrade of mine: FAILED",
                        "no\n",
                        "REQUEST",
                        "REVISION",
                        "rollback of mine: SUCCEEDED",
                        " = counted ",
                        "stop of mine: SUCCEEDED",
                        "mine is removed, with its counts of ");
        assertThat(stack.flink.liveJobs()).hasSize(1);
        stack.awaitExact();
    }

    @Test
    void theReadmesCurlCommandsDoSo(Stack stack) {
        Launcher.Result day = Launcher.in(directory, stack).run(DAY.blocks("sh").get(1));

        assertThat(day.status()).as("%s%n%s", day.out(), day.err()).isZero();
        assertThat(day.out())
                .containsSubsequence(
                        "\"pointer\":\"/name\"",
                        "\"revision\":2",
                        "did not hold",
                        "\"sentence\":",
                        "\"balanced\":true");
        assertThat(stack.flink.liveJobs()).hasSize(1);
        stack.awaitExact();
    }

    @Test
    void wrongSpecsAreAnsweredAsDocumented(Stack stack) throws IOException {
        Document document = Document.read("docs/wrong-specs.md");
        List<String> specs = document.blocks("yaml");
        List<String> answers = document.blocks("text");
        Launcher launcher = Launcher.in(directory, stack);

        assertThat(specs).hasSizeGreaterThan(10).hasSameSizeAs(answers);
        for (int i = 0; i < specs.size(); i++) {
            Files.writeString(directory.resolve("FILE"), specs.get(i));
            Launcher.Result answer = launcher.run("./windowpane jobs validate -f FILE");

            assertThat(answer.err()).as("%s", specs.get(i)).isEqualTo(answers.get(i));
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.out()).isEmpty();
        }
    }
}
