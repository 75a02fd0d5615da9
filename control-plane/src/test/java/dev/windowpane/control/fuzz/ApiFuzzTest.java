package dev.windowpane.control.fuzz;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the API's document with wrong parameters, headers and bodies: never a 5xx, and every refusal is a problem document. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ApiFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_261_120;
    private static final int CALLS = 12;
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");
    private static final String SPEC = """
            {"name": "shop", "source": {"bootstrapServers": "127.0.0.1:9092", "topic": "hits", "startFrom": {"type": "earliest"},
             "properties": {"client.id": "x"}}, "eventTime": {"field": "t", "formats": ["iso"], "idleTimeout": "PT30S"},
             "window": {"type": "tumbling", "size": "PT5M"}, "rollups": [{"by": ["host"]}], "limits": {"hosts": 10},
             "execution": {"parallelism": 1, "checkpointInterval": "PT1S"}}
            """;
    /** A right body for each, to be mutated. */
    private static final Map<String, String> RIGHT = Map.of(
            "acceptGaps", "{\"gaps\": [{\"partition\": 0, \"fromOffset\": 0, \"toOffset\": 1}]}",
            "rescaleJob", "{\"parallelism\": 2}",
            "rollBackJob", "{\"revision\": 1}",
            "cloneJob", "{\"name\": \"other\", \"desired\": \"STOPPED\"}",
            "upgradeJob", "{\"spec\": " + SPEC + "}",
            "replayDeadLetters", "{\"job\": \"shop\", \"reason\": \"NOT_JSON\"}");

    private final Mutator mutator = new Mutator(SEED);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void withoutJobs() {
        TestStack.get().empty();
    }

    /** Again, if a call has removed it. */
    private static void make() {
        assertThat(given().contentType("application/json")
                        .body(SPEC)
                        .post("/api/jobs?desired=STOPPED")
                        .statusCode())
                .isIn(201, 409);
    }

    @AfterEach
    void noJob() {
        client.close();
        TestStack.get().empty();
    }

    @Test
    void noOperationAnswersWrongInputWithAFaultOfOurs() throws JacksonException {
        List<String> wrong = new ArrayList<>();
        JsonNode paths =
                JSON.readTree(given().get("/q/openapi?format=json").asString()).path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            make();
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                // An endless answer
                if (!path.getKey().equals("/api/live")) {
                    for (int i = 0; i < CALLS; i++) {
                        check(request(path.getKey(), operation.getKey(), operation.getValue()), wrong);
                    }
                }
            }
            METHODS.stream()
                    .filter(method -> !path.getValue().has(method))
                    .forEach(method -> check(request(path.getKey(), method, JSON.createObjectNode()), wrong));
        }
        assertThat(wrong).as("seed %d", SEED).isEmpty();
    }

    private HttpRequest request(String path, String method, JsonNode operation) {
        String address = address(path, operation);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + address))
                .timeout(Duration.ofSeconds(60));
        for (String header : List.of("If-Match", "Idempotency-Key", "X-Request-Id", "Accept")) {
            String value = mutator.text();
            if (mutator.once(3) && value.matches("[ -~]+")) {
                request.header(header, value);
            }
        }
        boolean writes = !method.equals("get") && !method.equals("delete");
        if (!writes) {
            return request.method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())
                    .build();
        }
        String id = operation.path("operationId").asText();
        String body = mutator.body(RIGHT.getOrDefault(id, SPEC));
        return request.header("Content-Type", mutator.once(12) ? "text/plain" : "application/json")
                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body))
                .build();
    }

    private String address(String path, JsonNode operation) {
        String filled = path.replace("{name}", mutator.once(3) ? encoded(mutator.text()) : "shop")
                .replaceAll("\\{[a-z]+}", encoded(mutator.text()).replace("$", "%24"));
        String query = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query") && mutator.once(2))
                .map(parameter -> parameter.path("name").asText() + "=" + encoded(mutator.text()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? filled : filled + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void check(HttpRequest request, List<String> wrong) {
        HttpResponse<String> response = answered(request);
        String type = response.headers().firstValue("Content-Type").orElse("");
        // The HTTP server itself refuses an address of more than 4,096 bytes, before anything of ours
        boolean refused = response.statusCode() >= 400 && response.statusCode() != 414;
        if (response.statusCode() >= 500
                || (refused && !type.startsWith("application/problem+json"))
                || (refused && !saysWhatIsWrong(response))) {
            wrong.add("%s %s: %d %s %s"
                    .formatted(request.method(), request.uri(), response.statusCode(), type, response.body()));
        }
    }

    private static boolean saysWhatIsWrong(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String detail = problem.path("detail").asText();
            return problem.path("status").asInt() == response.statusCode()
                    && !detail.isBlank()
                    && !detail.contains("Exception")
                    && !detail.contains("dev.windowpane");
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * A busy machine may ask for patience: 503 with Retry-After, but not for ever. The HTTP server closes a connection after an address that
     * is too long (414); the next request may have been sent on it before the client sees that, and never have come to us.
     */
    private HttpResponse<String> answered(HttpRequest request) {
        return await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> send(request),
                        response -> response.statusCode() != 503
                                || response.headers().firstValue("Retry-After").isEmpty());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
