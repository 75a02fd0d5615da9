package dev.windowpane.control.explain;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ExplainApiTest {
    private final FakeFlink flink = TestStack.get().flink();

    @BeforeEach
    void empty() {
        TestStack.get().empty();
        flink.reset();
    }

    @AfterEach
    void flinkAnswers() {
        TestStack.get().flinkServer().silent(false);
    }

    private static void create(String desired) {
        given().contentType(ContentType.JSON)
                .body(
                        "{\"name\": \"shop\", \"source\": {\"bootstrapServers\": \"127.0.0.1:9092\", \"topic\": \"hits\"}}")
                .post("/api/jobs?desired=" + desired)
                .then()
                .statusCode(201);
    }

    /** Answers are kept for a second and states take a moment; none of them is ever a fault of the server. */
    private static void awaitExplanation(Consumer<ValidatableResponse> check) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> check.accept(
                        given().get("/api/jobs/shop/explain").then().statusCode(200)));
    }

    private static void countedAnHourAgo() {
        TestStack.get()
                .sql(
                        "insert into job_progress (job, partition, start_offset, next_offset, read, newest_hit, moved_at) select id, 0, 0, 12345, 12345, now() - interval '1 hour', now() - interval '1 hour' from job",
                        "update job_ledger set watermark = now() - interval '61 minutes', newest_hit = now() - interval '1 hour', committed_at = now() - interval '1 hour'");
    }

    @Test
    void saysWhatIsStopped() {
        create("STOPPED");
        awaitExplanation(answer -> answer.body("job", equalTo("shop"))
                .body("cause", equalTo("STOPPED"))
                .body("sentence", containsString("The job is stopped since"))
                .body("since", notNullValue())
                .body("facts", notNullValue())
                .body("others.size()", equalTo(0))
                .body("asOf", notNullValue()));
    }

    @Test
    void saysWhyNothingComes() {
        create("RUNNING");
        countedAnHourAgo();
        awaitExplanation(answer -> answer.body("cause", equalTo("NO_DATA"))
                .body(
                        "sentence",
                        matchesPattern(".* since .* \\(1 h ago\\); the job is running and has read 12,345 records\\."))
                .body("facts.read", equalTo(12_345))
                .body("others.cause", hasItem("ALL_IDLE")));
    }

    @Test
    void asksFlinkForWhatWaitsInKafka() {
        create("RUNNING");
        countedAnHourAgo();
        flink.gauge("Source__hits.pendingRecords", 50_000);
        awaitExplanation(answer -> answer.body("cause", equalTo("LAGGING"))
                .body("sentence", containsString("50,000 records wait in Kafka"))
                .body("facts.pendingRecords", equalTo(50_000)));
    }

    @Test
    void asksFlinkSinceWhenTheJobCannotReachPostgres() {
        create("RUNNING");
        flink.gauge("commit.ledgerAwaySince", 1_769_860_000_000d);
        flink.gauge("commit.pendingBytes", 2048);
        awaitExplanation(answer -> answer.body("cause", equalTo("POSTGRES_UNREACHABLE"))
                .body("sentence", containsString("since 2026-01-31 11:46:40 UTC"))
                .body("since", equalTo("2026-01-31T11:46:40Z"))
                .body("facts.pendingBytes", equalTo(2048))
                .body("facts.alarm", equalTo(false)));
    }

    @Test
    void countsTheSlotsThatAreMissing() {
        flink.slots(false);
        create("RUNNING");
        awaitExplanation(answer -> answer.body("cause", equalTo("NO_SLOTS"))
                .body("sentence", containsString("The job needs 3 task slots, 1 of 4 are free"))
                .body("facts.needed", equalTo(3)));
    }

    @Test
    void saysTheRootCauseWhileFlinkRestartsTheJob() {
        create("RUNNING");
        awaitExplanation(answer -> answer.body("cause", equalTo("OK")));
        flink.restarting(flink.launchedIds().getFirst(), "java.net.ConnectException: no route to kafka");
        awaitExplanation(answer -> answer.body("cause", equalTo("RESTARTING"))
                .body("sentence", containsString("ConnectException: no route to kafka")));
    }

    @Test
    void answersWithoutFlink() {
        create("RUNNING");
        awaitExplanation(answer -> answer.body("cause", equalTo("OK")));
        TestStack.get().flinkServer().silent(true);
        awaitExplanation(answer -> answer.body("cause", equalTo("FLINK_UNREACHABLE")));
    }

    @Test
    void knowsNoOtherJob() {
        given().get("/api/jobs/nobody/explain").then().statusCode(404);
    }
}
