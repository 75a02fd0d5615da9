package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("full")
@Order(105)
@ExtendWith(FullExtension.class)
class UpgradeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration ROLLED_BACK = Duration.ofSeconds(60);
    private static final String PATH = "/api/jobs/" + FullStack.JOB;

    @Test
    @Order(1)
    @Tag("F18")
    void parallelismChangedAgainAndAgainUnderLoad(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        for (int parallelism : new int[] {1, 2, 4, 1, 3}) {
            String before = stack.flinkJob();
            JsonNode operation = accepted(stack, "rescale", "{\"parallelism\":%d}".formatted(parallelism));
            awaitState(stack, operation, "SUCCEEDED");
            assertThat(stack.flinkJob()).isNotEqualTo(before);
            stack.awaitCommits(2);
        }
        scenario.gapAtMost("longest gap", Duration.ofSeconds(10));
        scenario.endExactly();
    }

    @Test
    @Order(2)
    @Tag("F18")
    void aJarUpgradedUnderLoad(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        long revision = stack.api.job(FullStack.JOB).path("revision").asLong();
        try (ReplacedJar newer = ReplacedJar.with(stack.jobJar, "META-INF/newer")) {
            awaitState(stack, accepted(stack, "upgrade", "{}"), "SUCCEEDED");
            scenario.figure(Figure.of("size of the JAR", "%,d bytes".formatted(newer.size())));
        }
        stack.awaitCommits(2);
        assertThat(stack.api.job(FullStack.JOB).path("revision").asLong()).isGreaterThan(revision);
        scenario.gapAtMost("longest gap", Duration.ofSeconds(10));
        scenario.endExactly();
    }

    @Test
    @Order(3)
    @Tag("F18")
    void aSpecThatCannotBeLaunchedIsRolledBackByItself(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        ObjectNode spec = stack.api.job(FullStack.JOB).path("spec").deepCopy();
        spec.withObject("/sink").put("connection", "nowhere");
        Instant begin = stack.clock.instant();
        JsonNode operation = accepted(stack, "upgrade", "{\"spec\":%s}".formatted(spec));
        awaitRolledBack(scenario, operation, begin);
        assertThat(stack.api.job(FullStack.JOB).at("/spec/sink/connection").asText())
                .isNotEqualTo("nowhere");
        scenario.endExactly();
    }

    @Test
    @Order(4)
    @Tag("F18")
    void aJarWithoutTheJobIsRolledBackByItself(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        Instant begin;
        JsonNode operation;
        try (ReplacedJar bad = ReplacedJar.without(stack.jobJar, "dev/windowpane/job/HitsJob.class")) {
            begin = stack.clock.instant();
            operation = accepted(stack, "upgrade", "{}");
            awaitRolledBack(scenario, operation, begin);
            scenario.figure(Figure.of("size of the bad JAR", "%,d bytes".formatted(bad.size())));
        }
        scenario.endExactly();
    }

    private static void awaitRolledBack(Scenario scenario, JsonNode operation, Instant begin) {
        FullStack stack = scenario.stack;
        awaitState(stack, operation, "FAILED");
        stack.awaitRunning();
        stack.awaitCommits(2);
        scenario.atMost(
                "the revision before counts again after", Duration.between(begin, stack.clock.instant()), ROLLED_BACK);
        JsonNode newest = stack.api.get(PATH + "/revisions").path("items").path(0);
        assertThat(newest.path("madeBy").asText()).as("%s", newest).isEqualTo("ROLLED_BACK");
        scenario.figure(Figure.of(
                "what the operation says",
                operation(stack, operation).path("detail").asText()));
        scenario.gapAtMost("longest gap", ROLLED_BACK);
    }

    /** @return the operation that the answer names */
    private static JsonNode accepted(FullStack stack, String verb, String body) {
        HttpResponse<String> answer = stack.api.send(stack.api
                .request(PATH + "/" + verb)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return stack.api.get(answer.headers().firstValue("Operation-Location").orElseThrow());
    }

    private static JsonNode operation(FullStack stack, JsonNode operation) {
        return stack.api.get("/api/operations/" + operation.path("id").asText());
    }

    private static void awaitState(FullStack stack, JsonNode operation, String state) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(
                                operation(stack, operation).path("state").asText())
                        .isEqualTo(state));
    }
}
