package dev.windowpane.control.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class MetricsApiTest {
    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}";
    private static final String MINUTE = "from=2026-01-31T12:00:00Z&to=2026-01-31T12:01:00Z";

    private final TestStack stack = TestStack.get();
    private final FakeFlink flink = stack.flink();

    @BeforeEach
    void empty() {
        stack.empty();
        flink.reset();
    }

    private void samples() {
        stack.sql(
                "insert into job (id, name, spec, desired) overriding system value values (7, 'shop', '%s', 'STOPPED')"
                        .formatted(SPEC),
                """
                insert into job_sample (job, at, records_per_second, lag, watermark_delay_ms, checkpoint_ms, commit_age_ms, commit_ms,
                                        restarts, busy, back_pressured) values
                  (7, '2026-01-31T12:00:02Z', 100, 5, 15000, 40, 900, 7, 1, 0.5, 0),
                  (7, '2026-01-31T12:00:12Z', 300, 9, 16000, 30, 700, 9, 2, 0.7, 0.25),
                  (7, '2026-01-31T12:00:42Z', null, null, null, null, 60000, null, null, null, null)
                """);
    }

    @Test
    void givesAPointForEachStepAndNullWhereNothingIsKnown() {
        samples();
        given().get("/api/jobs/shop/metrics?step=PT20S&" + MINUTE)
                .then()
                .statusCode(200)
                .body("job", equalTo("shop"))
                .body("step", equalTo("PT20S"))
                .body("points", hasSize(3))
                .body("points[0].at", equalTo("2026-01-31T12:00:00Z"))
                .body("points[0].recordsPerSecond", equalTo(200f))
                .body("points[0].lag", equalTo(9))
                .body("points[0].watermarkDelayMs", equalTo(16000))
                .body("points[0].checkpointDurationMs", equalTo(40))
                .body("points[0].commitAgeMs", equalTo(900))
                .body("points[0].commitDurationMs", equalTo(9))
                .body("points[0].restarts", equalTo(2))
                .body("points[0].busy", equalTo(0.6f))
                .body("points[0].backPressured", equalTo(0.125f))
                .body("points[1].at", equalTo("2026-01-31T12:00:20Z"))
                .body("points[1].commitAgeMs", nullValue())
                .body("points[2].recordsPerSecond", nullValue())
                .body("points[2].commitAgeMs", equalTo(60000));
    }

    @Test
    void givesALineForEachStep() {
        samples();
        given().accept("text/csv")
                .get("/api/jobs/shop/metrics?step=PT20S&" + MINUTE)
                .then()
                .statusCode(200)
                .header("Vary", "Accept")
                .body(equalTo("""
                        at,records_per_second,lag,watermark_delay_ms,checkpoint_duration_ms,commit_age_ms,commit_duration_ms,restarts,busy,back_pressured
                        2026-01-31T12:00:00Z,200.0,9,16000,40,900,9,2,0.6,0.125
                        2026-01-31T12:00:20Z,,,,,,,,,
                        2026-01-31T12:00:40Z,,,,,60000,,,,
                        """.replace("\n", "\r\n")));
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        samples();
        given().get("/api/jobs/nobody/metrics").then().statusCode(404);
        given().get("/api/jobs/shop/metrics?step=often&from=yesterday&to=now")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("?from", "?to", "?step"));
        given().get("/api/jobs/shop/metrics?step=PT0.5S")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?step"));
        given().get("/api/jobs/shop/metrics?step=PT1S&from=2026-01-31T12:00:00Z&to=2026-01-31T13:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", containsString("at most 1000"));
    }

    @Test
    void remembersHowAJobThatRunsDoes() {
        flink.gauge("Source__hits.pendingRecords", 1234);
        flink.gauge("commit.lastCommitMillis", 17);
        flink.gauge("busyTimeMsPerSecond", 250);
        flink.gauge("backPressuredTimeMsPerSecond", 100);
        flink.gauge("lastCheckpointDuration", 55);
        flink.gauge("numRestarts", 3);
        given().contentType(ContentType.JSON)
                .body(SPEC)
                .post("/api/jobs")
                .then()
                .statusCode(201);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath answer = given().get("/api/jobs/shop/metrics").jsonPath();
            assertThat(known(answer, "lag")).contains(1234);
            assertThat(known(answer, "commitDurationMs")).contains(17);
            assertThat(known(answer, "checkpointDurationMs")).contains(55);
            assertThat(known(answer, "restarts")).contains(3);
            assertThat(known(answer, "busy")).contains(0.25f);
            assertThat(known(answer, "backPressured")).contains(0.1f);
            assertThat(known(answer, "recordsPerSecond")).contains(0f);
        });
    }

    @Test
    void forgetsASampleOfADayAgo() {
        samples();
        stack.sql("insert into job_sample (job, at, lag) values (7, clock_timestamp() - interval '23 hours', 77)");
        Arc.container().instance(Samples.class).get().prune();
        given().get("/api/jobs/shop/metrics?step=PT20S&" + MINUTE)
                .then()
                .body("points.findAll { it.commitAgeMs != null }", hasSize(0));
        JsonPath day = given().get(
                        "/api/jobs/shop/metrics?from=" + Instant.now().minus(Duration.ofHours(24)))
                .jsonPath();
        assertThat(known(day, "lag")).containsExactly(77);
    }

    private static List<Object> known(JsonPath answer, String figure) {
        return answer.<Object>getList("points." + figure).stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
