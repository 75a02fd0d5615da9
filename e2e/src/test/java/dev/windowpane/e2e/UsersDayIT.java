package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.traffic.Hit;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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
    private static final Duration LIMIT = Duration.ofSeconds(60);
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
                        " referrers, ",
                        "upgrade of mine: SUCCEEDED",
                        "upgrade of mine: FAILED",
                        "has no TLS there",
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
                        "\"state\":\"FAILED\"",
                        "revision 3 did not hold: Kafka at ",
                        "KAFKA_PROTOCOL",
                        "\"sentence\":",
                        "\"balanced\":true");
        assertThat(stack.flink.liveJobs()).hasSize(1);
        stack.awaitExact();
    }

    @Test
    void theCommandLineListsWhatThereIsBesides(Stack stack) {
        stack.topic.send(InstantSource.system().instant(), "to be listed");
        stack.expected.deadLetter(RejectReason.NOT_JSON);
        stack.awaitExact();

        Launcher.Result lists = Launcher.in(directory, stack).run("""
                ./windowpane clusters list
                ./windowpane clusters jobs default -o csv
                ./windowpane operations list -o json
                ./windowpane dead-letters list --reason NOT_JSON --search 'to be listed' -o csv
                ./windowpane completion bash
                """);

        assertThat(lists.status()).as("%s%n%s", lists.out(), lists.err()).isZero();
        assertThat(lists.out())
                .containsSubsequence(
                        "default  127.0.0.1:",
                        "yes",
                        "id,state,kind,job,startedAt,name",
                        stack.run().path("id").asText() + ",RUNNING,RUN," + Stack.JOB,
                        "\"items\"",
                        "to be listed",
                        "complete -F");
    }

    /** A Kafka client that speaks to another server asks for a gigabyte, which ended the JobManager and all jobs. */
    @Test
    void aPortThatIsNotKafkasIsToldAndNoOtherJobSuffers(Stack stack) {
        String run = stack.run().path("id").asText();
        int port = Objects.requireNonNull(stack.local.addresses().postgres()).port();
        HttpResponse<String> created = stack.api.send(stack.api
                .request("/api/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"name": "lost", "source": {"bootstrapServers": "127.0.0.1:%d", "topic": "hits"}}""".formatted(port))));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode cause = stack.api.job("lost").at("/run/cause");
            assertThat(cause.path("code").asText()).as("%s", cause).isEqualTo("NOT_KAFKA");
            assertThat(cause.path("sentence").asText()).endsWith("is not Kafka: it looks like Postgres");
        });
        assertThat(stack.run().path("id").asText()).isEqualTo(run);
        assertThat(stack.flink.liveJobs()).containsExactly(run);

        stack.api.order("lost", "stop");
        await().atMost(LIMIT)
                .until(() -> stack.api
                                .send(stack.api.request("/api/jobs/lost").DELETE())
                                .statusCode()
                        == 204);
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
