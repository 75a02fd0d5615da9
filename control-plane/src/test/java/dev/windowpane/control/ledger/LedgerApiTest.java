package dev.windowpane.control.ledger;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of {@link LedgerExample}: 21 read = 7 on time + 3 late + 4 open + 4 retired + 3 dead letters. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class LedgerApiTest {
    @BeforeEach
    void ledger() {
        TestStack.get().empty();
        TestStack.get().sql(LedgerExample.SQL);
    }

    @Test
    void addsUp() {
        given().get("/api/ledger")
                .then()
                .statusCode(200)
                .body("read", equalTo(21))
                .body("counted", equalTo(14))
                .body("deadLetters.total", equalTo(3))
                .body("deadLetters.byReason.NOT_JSON", equalTo(2))
                .body("balanced", equalTo(true))
                .body("jobs[0].onTime", equalTo(7))
                .body("jobs[0].late", equalTo(3))
                .body("jobs[0].open", equalTo(4))
                .body("jobs[0].retired", equalTo(4))
                .body("jobs[0].skipped", equalTo(5))
                .body("jobs[0].countedByReferrer", equalTo(14))
                .body("jobs[0].everUnbalanced", equalTo(false))
                .body("jobs[0].violations", empty())
                .body("jobs[0].epoch", equalTo(3))
                .body("jobs[0].commits", equalTo(12));
    }

    @Test
    void aSpecThatIsRefusedNowHidesNoOtherJob() {
        TestStack.get().sql("insert into job (name, spec, desired) values ('old', '{\"name\": \"old\"}', 'STOPPED')");

        given().get("/api/ledger")
                .then()
                .statusCode(200)
                .body("jobs.job", contains("shop"))
                .body("leftOut", contains("old"));
        given().get("/api/ledger?job=shop").then().statusCode(200).body("leftOut", empty());
        given().get("/api/ledger?job=old").then().statusCode(400);
    }

    @Test
    void addsUpByPartition() {
        given().get("/api/ledger?job=shop")
                .then()
                .body("jobs[0].partitions.partition", contains(0, 1))
                .body("jobs[0].partitions.read", contains(13, 8))
                .body("jobs[0].partitions.onTime", contains(5, 2))
                .body("jobs[0].partitions.late", contains(0, 3))
                .body("jobs[0].partitions.open", contains(3, 1))
                .body("jobs[0].partitions.retired", contains(4, 0))
                .body("jobs[0].partitions.rejected", contains(1, 2))
                .body("jobs[0].partitions[1].deadLetters.byReason.EMPTY", equalTo(1))
                .body("jobs[0].partitions[0].newestHit", equalTo("2026-01-31T12:10:20Z"))
                .body("jobs[0].partitions[0].movedAt", equalTo("2026-01-31T12:10:21Z"))
                .body("jobs[0].partitions[0].endOffset", equalTo(500))
                .body("jobs[0].partitions[1].endOffset", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update hits_by_host_daily set num_hits = num_hits - 1 where host = 'a'",
                "update hits_by_host_and_referrer_daily set num_hits = num_hits + 1 where host = 'a'",
                "update window_ledger set num_hits = num_hits + 1 where partition = 1",
                "insert into window_ledger values (7, '2026-01-31T12:00:00Z', 9, 1, 0)",
                "update job_progress set read = read + 1, next_offset = next_offset + 1 where partition = 0",
                "update job_progress set rejected = rejected + 1 where partition = 0",
                "insert into dead_letter_counts values (7, 9, 'EMPTY', 1)",
                "update job_progress set next_offset = next_offset - 3 where partition = 1"
            })
    void saysSoWhenItDoesNot(String mistake) {
        TestStack.get().sql(mistake);
        given().get("/api/ledger?job=shop")
                .then()
                .body("balanced", equalTo(false))
                .body("jobs[0].everUnbalanced", equalTo(true));
    }

    @Test
    void remembersThatItOnceDidNot() {
        TestStack.get()
                .sql("insert into ledger_violation values (7, '2026-01-31T12:00:00Z', 'HOURS', 'what it was'), "
                        + "(7, '2026-01-31T13:00:00Z', 'DAYS', 'later')");
        given().get("/api/ledger")
                .then()
                .body("balanced", equalTo(true))
                .body("jobs[0].everUnbalanced", equalTo(true))
                .body("jobs[0].violations.rule", contains("DAYS", "HOURS"))
                .body("jobs[0].violations[1].foundAt", equalTo("2026-01-31T12:00:00Z"))
                .body("jobs[0].violations[1].detail", equalTo("what it was"));
    }

    @Test
    void countsEveryWindowAsOpenBeforeTheFirstWatermark() {
        TestStack.get().sql("update job_ledger set watermark = null");
        given().get("/api/ledger")
                .then()
                .body("balanced", equalTo(true))
                .body("jobs[0].onTime", equalTo(0))
                .body("jobs[0].open", equalTo(11));
    }

    @Test
    void listsWindowsWithTheirPartitionsNewestFirst() {
        String next = given().get("/api/ledger/windows?limit=2")
                .then()
                .statusCode(200)
                .body("items.start", contains("2026-01-31T12:10:00Z", "2026-01-31T12:05:00Z"))
                .body("items.end", contains("2026-01-31T12:15:00Z", "2026-01-31T12:10:00Z"))
                .body("items.status", contains("OPEN", "CORRECTED"))
                .body("items.hits", contains(4, 5))
                .body("items.onTime", contains(4, 2))
                .body("items.late", contains(0, 3))
                .body("items[0].partitions.partition", contains(0, 1))
                .body("items[0].partitions.hits", contains(3, 1))
                .body("items[1].partitions[0].late", equalTo(3))
                .extract()
                .path("next");
        given().queryParam("cursor", next)
                .get("/api/ledger/windows?limit=2")
                .then()
                .body("items.start", contains("2026-01-31T12:00:00Z"))
                .body("items[0].status", equalTo("FINAL"))
                .body("next", nullValue());
    }

    @Test
    void listsTheWindowsOfARange() {
        given().get("/api/ledger/windows?from=2026-01-31T12:05:00Z&to=2026-01-31T12:10:00Z")
                .then()
                .body("items", hasSize(1))
                .body("items[0].start", equalTo("2026-01-31T12:05:00Z"));
    }
}
