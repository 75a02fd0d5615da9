package dev.windowpane.control.jobs;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class GapsApiTest {
    private final FakeFlink flink = TestStack.get().flink();

    /** As main() leaves it: the open gaps are in Postgres, and the launch is refused. */
    @BeforeEach
    void aBlockedJob() {
        TestStack.get().empty();
        flink.reset();
        flink.refuse("dev.windowpane.job.launch.GapException: 150 records were deleted");
        given().contentType(ContentType.JSON)
                .body(
                        "{\"name\": \"shop\", \"source\": {\"bootstrapServers\": \"127.0.0.1:9092\", \"topic\": \"hits\"}}")
                .post("/api/jobs?desired=STOPPED")
                .then()
                .statusCode(201);
        TestStack.get()
                .sql(
                        "insert into gap (job, partition, from_offset, to_offset, reason) select id, 0, 100, 250, 'EXPIRED' from job",
                        "insert into gap (job, partition, from_offset, to_offset, reason) select id, 1, 40, 0, 'TOPIC_RECREATED' from job",
                        "insert into gap (job, partition, from_offset, to_offset, reason, found_at, accepted_at, applied_at) select id, 2, 1, 2, 'EXPIRED', now() - interval '1 day', now(), now() from job");
        given().post("/api/jobs/shop/start").then().statusCode(202);
        awaitState("BLOCKED");
        flink.accept();
    }

    private static void awaitState(String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/api/jobs/shop").then().body("state", equalTo(state)));
    }

    private static ValidatableResponse accept(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/jobs/shop/gaps/accept")
                .then();
    }

    @Test
    void listsGapsTheOpenOnesFirst() {
        given().get("/api/jobs/shop/gaps")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(3))
                .body("items[0].partition", equalTo(0))
                .body("items[0].fromOffset", equalTo(100))
                .body("items[0].toOffset", equalTo(250))
                .body("items[0].records", equalTo(150))
                .body("items[0].reason", equalTo("EXPIRED"))
                .body("items[0].foundAt", notNullValue())
                .body("items[0].acceptedAt", nullValue())
                .body("items[1].records", equalTo(0))
                .body("items[2].appliedAt", notNullValue());
        given().get("/api/jobs/nobody/gaps").then().statusCode(404);
    }

    @Test
    void aBlockedJobSaysWhatIsMissing() {
        given().get("/api/jobs/shop")
                .then()
                .body(
                        "detail",
                        equalTo(
                                "topic 'hits' partition 0: 150 records (offsets 100 to 249) were deleted from Kafka before they were counted; "
                                        + "topic 'hits' was made anew: partition 1 was counted to offset 40 of the old one and would go on at 0 of the new one. "
                                        + "Accept this to go on without them (POST /api/jobs/shop/gaps/accept)"));
    }

    @Test
    void goesOnAtOnceWhenAllIsAccepted() {
        accept(
                        "{\"gaps\":[{\"partition\":1,\"fromOffset\":40,\"toOffset\":0},{\"partition\":0,\"fromOffset\":100,\"toOffset\":250}]}")
                .statusCode(202)
                .body("name", equalTo("shop"));
        awaitState("RUNNING");
        given().get("/api/jobs/shop/gaps").then().body("items[0].acceptedAt", notNullValue());
        accept("{\"gaps\":[]}").statusCode(409).body("detail", containsString("no gap is open"));
    }

    @Test
    void refusesOtherGapsThanThoseThatAreOpen() {
        accept("{\"gaps\":[{\"partition\":0,\"fromOffset\":100,\"toOffset\":250}]}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("partition 0: 100 to 250; partition 1: 40 to 0"));
        accept(
                        "{\"gaps\":[{\"partition\":0,\"fromOffset\":100,\"toOffset\":249},{\"partition\":1,\"fromOffset\":40,\"toOffset\":0}]}")
                .statusCode(409);
        given().get("/api/jobs/shop").then().body("state", equalTo("BLOCKED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | /gaps | required",
                "null | | null",
                "[] | | type",
                "{\"gaps\":null} | /gaps | null",
                "{\"gaps\":[null]} | /gaps/0 | null",
                "{\"gaps\":[{}]} | /gaps/0/partition | required",
                "{\"gaps\":[{\"partition\":0,\"fromOffset\":1.5,\"toOffset\":2}]} | /gaps/0/fromOffset | type",
                "{\"gaps\":[{\"partition\":\"0\",\"fromOffset\":1,\"toOffset\":2}]} | /gaps/0/partition | type",
                "{\"gaps\":[{\"partition\":99999999999,\"fromOffset\":1,\"toOffset\":2}]} | /gaps/0/partition | ",
                "{\"gaps\":[],\"all\":true} | /all | known here are gaps",
                "{\"gaps\":[] | | JSON"
            })
    void namesThePlaceOfAWrongValue(String body, String pointer, String detail) {
        accept(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer == null ? "" : pointer))
                .body("errors[0].detail", containsString(detail == null ? "" : detail))
                .body("detail", org.hamcrest.Matchers.not(containsString("Exception")));
    }
}
