package dev.windowpane.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class LiveApiTest {
    private static final String NOTIFY = "select pg_notify('windowpane_commit', '%s')";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void job() throws IOException, InterruptedException {
        TestStack.get().empty();
        TestStack.get().sql("""
                        insert into job (id, name, spec, desired) overriding system value values
                          (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                        """, "insert into job_ledger (job, watermark) values (7, '2026-01-31T12:10:00Z')");
        HttpResponse<Stream<String>> response = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/live"))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
        awaitLine("data:{\"name\":\"shop\"");
    }

    @AfterEach
    void hangUp() {
        client.shutdownNow();
    }

    private void awaitLine(String part) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
    }

    @Test
    void startsWithTheCurrentState() {
        assertThat(lines).contains("event:commit", "event:job");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("data:{\"job\":\"shop\",\"watermark\":\"2026-01-31T12:10:00Z\"}"));
    }

    @Test
    void tellsWhichWindowsACommitChangedAndPutsManyTogether() {
        String commits = "select pg_notify('windowpane_commit', notice) from (values %s) notices (notice)"
                .formatted(String.join(
                        ", ",
                        commit("\"2026-01-31T12:05:00Z\"", "\"2026-01-31T12:10:00Z\""),
                        commit("null", "null"),
                        commit("\"2026-01-31T12:00:00Z\"", "\"2026-01-31T12:05:00Z\"")));
        await().atMost(Duration.ofSeconds(15)).ignoreExceptions().untilAsserted(() -> {
            TestStack.get().sql(commits);
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(
                            () -> assertThat(lines)
                                    .anyMatch(
                                            line -> line.contains(
                                                    "\"changed\":{\"from\":\"2026-01-31T12:00:00Z\",\"to\":\"2026-01-31T12:10:00Z\"}")));
        });
    }

    private static String commit(String from, String to) {
        return "('{\"job\":7,\"watermark\":null,\"windows\":{\"from\":%s,\"to\":%s}}')".formatted(from, to);
    }

    @Test
    void survivesANotificationThatIsNotReadable() {
        TestStack.get()
                .sql(
                        NOTIFY.formatted("what"),
                        NOTIFY.formatted("{\"job\":7,\"windows\":{\"from\":\"x\",\"to\":\"y\"}}"));
        lines.clear();
        TestStack.get()
                .sql(NOTIFY.formatted(
                        "{\"job\":7,\"windows\":{\"from\":\"2026-01-31T12:00:00Z\",\"to\":\"2026-01-31T12:05:00Z\"}}"));
        awaitLine("\"changed\"");
    }

    @Test
    void tellsOfAJobThatAnybodyHasChanged() {
        lines.clear();
        RestAssured.given().post("/api/jobs/shop/stop").then().statusCode(202);
        awaitLine("data:{\"name\":\"shop\"");
    }

    @Test
    void comesBackAfterPostgresWasAway() {
        TestStack.get().postgres().kill();
        TestStack.get().postgres().start();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            lines.clear();
            TestStack.get()
                    .sql(
                            NOTIFY.formatted(
                                    "{\"job\":7,\"windows\":{\"from\":\"2026-01-31T12:00:00Z\",\"to\":\"2026-01-31T12:05:00Z\"}}"));
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() ->
                            assertThat(lines).anyMatch(line -> line.contains("\"from\":\"2026-01-31T12:00:00Z\"")));
        });
        RestAssured.given().get("/api/ledger").then().statusCode(200);
    }

    @Test
    void tellsOfAnOperationFromItsBeginningToItsEnd() {
        lines.clear();
        RestAssured.given().post("/api/jobs/shop/stop").then().statusCode(202);
        awaitLine("\"kind\":\"STOP\"");
        assertThat(lines).contains("event:operation");
        awaitLine("\"state\":\"SUCCEEDED\"");
    }

    @Test
    void tellsWhoComesBackOnlyWhatWasMissed() throws IOException, InterruptedException {
        TestStack.get()
                .sql(
                        "insert into job (name, spec, desired) values ('quiet', "
                                + "'{\"name\":\"quiet\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}', 'STOPPED')");
        awaitLine("data:{\"name\":\"quiet\"");
        String id = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .reduce((one, other) -> other)
                .orElseThrow()
                .substring(3);
        RestAssured.given().post("/api/jobs/shop/stop").then().statusCode(202);
        awaitLine("\"kind\":\"STOP\"");

        List<String> missed = listen(id);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(missed).anyMatch(line -> line.contains("\"kind\":\"STOP\"")));
        assertThat(missed).anyMatch(line -> line.startsWith("data:{\"name\":\"shop\""));
        assertThat(missed).noneMatch(line -> line.startsWith("data:{\"name\":\"quiet\""));
    }

    @Test
    void tellsWhoWasAwayForTooLongThatEverythingMayHaveChanged() throws IOException, InterruptedException {
        List<String> all = listen("00000000-17");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(all)
                        .anyMatch(line -> line.contains("\"from\":\"0001-01-01T00:00:00Z\""))
                        .anyMatch(line -> line.startsWith("data:{\"name\":\"shop\"")));
    }

    private List<String> listen(String lastId) throws IOException, InterruptedException {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> response = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/live"))
                        .header("Last-Event-ID", lastId)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> response.body().forEach(heard::add));
        return heard;
    }

    /** Bounded here; the norm is 1,000, and what each costs is the same: references to events that all share. */
    @Test
    void slowListenersHoldUpNobodyAndTooManyAreSentAway() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 90; i++) {
                slow.add(silent());
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                lines.clear();
                RestAssured.given().post("/api/jobs/shop/stop").then().statusCode(202);
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(
                                () -> assertThat(lines).anyMatch(line -> line.startsWith("data:{\"name\":\"shop\"")));
            });
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                slow.add(silent());
                RestAssured.given().get("/api/live?job=nobody").then().statusCode(404);
                assertThat(slow).hasSizeGreaterThan(100);
            });
            RestAssured.given()
                    .get("/api/live")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .contentType("application/problem+json");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Asks for events and reads none. */
    private static Socket silent() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        String request = "GET /api/live HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(RestAssured.port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
