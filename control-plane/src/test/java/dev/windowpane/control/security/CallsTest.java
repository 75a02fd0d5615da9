package dev.windowpane.control.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class CallsTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** Another origin, a sandboxed one, and a name that somebody else has given to our address. */
    private static final List<Header> STRANGERS = List.of(
            new Header("Origin", "http://evil.example"),
            new Header("Origin", "null"),
            new Header("Host", "evil.example"));

    /** Without a job, a question about counts would be refused before its other parameters are looked at. */
    @BeforeEach
    void oneJob() {
        TestStack.get().empty();
        given().contentType("application/json")
                .body("{\"name\":\"only\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\"}}")
                .post("/api/jobs?desired=STOPPED")
                .then()
                .statusCode(201);
    }

    private static String own(String host) {
        return host + ":" + RestAssured.port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/jobs",
                "/api/live",
                "/q/metrics",
                "/q/health/ready",
                "/q/openapi",
                "/q/swagger-ui/",
                "/jobs"
            })
    void answersNoPageOfAnotherOriginAndNoForeignName(String path) {
        given().header("Origin", "http://evil.example").get(path).then().statusCode(403);
        given().header("Origin", "null").get(path).then().statusCode(403);
        given().header("Host", own("evil.example")).get(path).then().statusCode(403);
        given().header("Host", "127.0.0.1:1").get(path).then().statusCode(403);
    }

    @Test
    void noOperationAnswersAnotherOriginOrAForeignName() {
        Map<String, Map<String, Object>> operations =
                given().get("/q/openapi?format=json").jsonPath().getMap("paths");
        List<String> answered = new ArrayList<>();
        operations.forEach((path, methods) -> methods.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> {
                    String address = path.replaceAll("\\{[a-z]+}", "only");
                    for (Header header : STRANGERS) {
                        Response response = given().header(header).request(method.toUpperCase(Locale.ROOT), address);
                        if (response.statusCode() != 403
                                || !response.contentType().startsWith("application/problem+json")) {
                            answered.add("%s %s, %s: %d".formatted(method, path, header, response.statusCode()));
                        }
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(answered).isEmpty();
    }

    @Test
    void answersItsOwnPagesByEveryLoopbackName() {
        for (String name : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
            given().header("Host", own(name))
                    .header("Origin", "http://" + own(name))
                    .get("/api/jobs")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aForeignPageChangesNothing() {
        given().header("Origin", "http://evil.example")
                .contentType("text/plain")
                .body("{}")
                .post("/api/jobs")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().header("Origin", "http://evil.example")
                .post("/api/jobs/shop/stop")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml"
            })
    void takesJsonOnly(String type) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + own("127.0.0.1") + "/api/jobs"))
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void takesNoHugeBody() {
        given().contentType("application/json")
                .body("[" + " ".repeat(300_000) + "]")
                .post("/api/jobs")
                .then()
                .statusCode(413);
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        for (String path : new String[] {"/api/jobs", "/api/nothing", "/q/health/live", "/nothing.js"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'self'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/jobs/%00",
                "/api/jobs/%00/gaps",
                "/api/jobs/only/gaps",
                "/api/jobs/%00/explain",
                "/api/jobs/only/explain?x=%00",
                "/api/jobs/%ED%A0%80/explain",
                "/api/jobs/nobody/gaps",
                "/api/series?job=%00",
                "/api/top?search=%25%5C_%27",
                "/api/series?from=yesterday",
                "/api/series?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
                "/api/series?from=-999999999-01-01T00:00:00Z",
                "/api/series?from=+1000000000-12-31T23:59:59Z",
                "/api/series?from=0001-01-01T00:00:00Z&to=0001-01-01T00:00:01Z&step=P366D",
                "/api/top?from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z&by=referrer",
                "/api/top?to=0001-01-01T00:00:00Z",
                "/api/series?by=referrer&host=%ED%A0%80&key=%FF&key=",
                "/api/series?step=-PT5M",
                "/api/series?step=PT99999999999999999999H",
                "/api/series?step=PT1S",
                "/api/series?step=P999999999D",
                "/api/series?from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z",
                "/api/series?top=-1",
                "/api/series?by=evil",
                "/api/series?by=referrer",
                "/api/top?limit=99999999999999999999",
                "/api/dead-letters?reason=NONE",
                "/api/dead-letters?limit=0",
                "/api/dead-letters?partition=-1",
                "/api/dead-letters?replay=MAYBE",
                "/api/dead-letters?search=%FF%5C%25_",
                "/api/dead-letters?cursor=%FF",
                "/api/dead-letters?cursor=AAAA",
                "/api/dead-letters?cursor=OTk5OTk5OTk5LTAxLTAxVDAwOjAwOjAwWiAwIDA",
                "/api/dead-letters?from=-999999999-01-01T00:00:00Z",
                "/api/dead-letters/replay",
                "/api/ledger/windows?from=x",
                "/api/ledger/windows?cursor=MSAyIDM&limit=1",
                "/api/ledger/windows?from=9999-01-01T00:00:00Z&to=0001-01-01T00:00:00Z",
                "/api/ledger/windows?limit=1001",
                "/api/jobs/%20/lateness",
                "/api/jobs/only/lateness",
                "/api/ledger?job=nobody",
                "/api/live?job=nobody",
                "/api/jobs?desired=x",
                "/api/nothing",
                "/api/jobs/a/b/c"
            })
    void badInputIsNeverOurFault(String path) {
        int status = given().urlEncodingEnabled(false).get(path).statusCode();
        assertThat(status).as(path).isBetween(200, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\",\"properties\":{\"client.id\":\"\\u0000\"}}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\",\"properties\":{\"client.id\":{}}}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\",\"properties\":{\"client.id\":null}}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\"},\"rollups\":[null]}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\"},\"rollups\":[{\"by\":[null]}]}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\"},\"eventTime\":{\"formats\":[null]}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\"},\"execution\":{\"parallelism\":1e99}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":null,\"topic\":\"t\"}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\",\"startFrom\":{\"type\":\"timestamp\"}}}",
                "{\"name\":\"a\",\"source\":{\"bootstrapServers\":\"a:1\",\"topic\":\"t\",\"credentials\":{\"username\":{\"type\":\"env\"},\"password\":{\"type\":\"env\"}}}}"
            })
    void aBadSpecIsNeverOurFault(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/jobs?desired=STOPPED")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", not(containsString("Exception")));
    }
}
