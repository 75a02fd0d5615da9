package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred callers who want the same, or a hundred things, at once. */
@Tag("full")
@Order(110)
@ExtendWith(FullExtension.class)
class ManyLaunchesIT {
    private static final int CALLERS = 100;

    @Test
    @Order(1)
    @Tag("F11")
    void aHundredLaunchesWithOneKey(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        long runs = runs(stack);
        List<HttpResponse<String>> answers =
                atOnce(i -> post(stack, "/api/jobs/%s/restart".formatted(FullStack.JOB), "one-key", "{}"));
        assertThat(statuses(answers)).containsExactly(202);
        assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet()))
                .hasSize(1);
        stack.awaitCommits(2);
        stack.awaitRunning();
        stack.flinkJob();
        scenario.figure(Figure.atMost("launches for a hundred requests with one key", runs(stack) - runs, 1));
        scenario.endExactly();
    }

    @Test
    @Order(2)
    @Tag("F11")
    void aHundredLaunchesWithAHundredKeys(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        try (Witness witness = Witness.of(stack)) {
            List<HttpResponse<String>> answers =
                    atOnce(i -> post(stack, "/api/jobs/%s/restart".formatted(FullStack.JOB), "key-" + i, "{}"));
            assertThat(statuses(answers)).containsExactly(202);
            stack.awaitCommits(2);
            stack.awaitRunning();
            stack.flinkJob();
            witness.end();
        }
        scenario.figure(Figure.of("accepted", "%d of %d".formatted(CALLERS, CALLERS)));
        scenario.endExactly();
    }

    @Test
    @Order(3)
    @Tag("F11")
    void aHundredJobsMadeAtOnceAndOneMadeAHundredTimes(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        String path = "/api/jobs?desired=STOPPED";
        List<HttpResponse<String>> one = atOnce(i -> post(stack, path, "make-one", spec(stack, "made-once")));
        assertThat(statuses(one)).containsExactly(201);
        List<HttpResponse<String>> many =
                atOnce(i -> post(stack, path, "make-" + i, spec(stack, "made-%d".formatted(i))));
        assertThat(statuses(many)).containsExactly(201);
        assertThat(stack.api.get("/api/jobs").path("items")).hasSize(CALLERS + 2);
        delete(stack, "made-once");
        IntStream.range(0, CALLERS).forEach(i -> delete(stack, "made-%d".formatted(i)));
        scenario.endExactly();
    }

    private static void delete(FullStack stack, String name) {
        HttpResponse<String> answer =
                stack.api.send(stack.api.request("/api/jobs/" + name).DELETE());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String spec(FullStack stack, String name) {
        ObjectNode spec = stack.api.job(FullStack.JOB).path("spec").deepCopy();
        return spec.put("name", name).toString();
    }

    private static long runs(FullStack stack) {
        return stack.database.query("select epoch from job_ledger", row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static HttpResponse<String> post(FullStack stack, String path, String key, String body) {
        return stack.api.send(stack.api
                .request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<HttpResponse<String>> atOnce(IntFunction<HttpResponse<String>> call) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, CALLERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Set<Integer> statuses(List<HttpResponse<String>> answers) {
        return answers.stream().map(HttpResponse::statusCode).collect(Collectors.toSet());
    }
}
