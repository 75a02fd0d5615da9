package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/**
 * What a user asks of the main job.
 *
 * @param body JSON, or empty
 * @param revisions how many are made by it, rollbacks included
 * @param generations how many are made by it
 * @param ends how its operation ends
 */
record Wish(String verb, String body, long revisions, long generations, String ends) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DONE = "SUCCEEDED";

    static final Wish START = new Wish("start", "", 0, 0, DONE);
    static final Wish STOP = new Wish("stop", "", 0, 0, DONE);
    static final Wish RESTART = new Wish("restart", "{}", 0, 1, DONE);
    static final Wish ROLLBACK = new Wish("rollback", "{}", 1, 0, DONE);

    /** To the current JAR, and to this spec also if it is the one that the job has. */
    static Wish upgrade(JsonNode spec) {
        return new Wish("upgrade", "{\"spec\":%s}".formatted(spec), 1, 0, DONE);
    }

    /** To a spec that cannot be launched, so that it is rolled back. */
    static Wish upgradeInVain(JsonNode spec) {
        return new Wish("upgrade", "{\"spec\":%s}".formatted(spec), 2, 0, "FAILED");
    }

    /** Without a fault; returns when the job is as desired. */
    void fulfil(FullStack stack) {
        awaitEnd(stack, stack.api.send(request(stack.api, UUID.randomUUID().toString())));
        stack.awaitAsDesired();
    }

    /** Returns when the operation that the answer names has ended as it must. */
    void awaitEnd(FullStack stack, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", verb, answer.body()).isEqualTo(202);
        String operation = answer.headers().firstValue("Operation-Location").orElseThrow();
        await("the end of " + operation)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> stack.api.get(operation).path("state").asText(), ends::equals);
    }

    /** @param key the same for each repetition */
    HttpRequest.Builder request(Api api, String key) {
        HttpRequest.Builder request = api.request("/api/jobs/%s/%s".formatted(FullStack.JOB, verb))
                .header("If-Match", "*")
                .header("Idempotency-Key", key);
        return body.isEmpty()
                ? request.POST(HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
