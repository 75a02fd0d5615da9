package dev.windowpane.control.counts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows below, by hand: 12:00 has a 10 b 4 c 1; 12:05 has a 5 (2 late) b 20; 12:10 is open with c 3. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class CountsApiTest {
    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}";
    private static final String HOUR = "from=2026-01-31T12:00:00Z&to=2026-01-31T13:00:00Z";

    @BeforeEach
    void counts() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        "insert into job (id, name, spec, desired) overriding system value values (7, 'shop', '%s', 'STOPPED')"
                                .formatted(SPEC),
                        """
                        insert into job_ledger (job, epoch, watermark, newest_hit, commits, committed_at) values
                          (7, 2, '2026-01-31T12:10:00Z', '2026-01-31T12:10:20Z', 9, '2026-01-31T12:10:21Z')
                        """,
                        """
                        insert into hits_by_host (job, window_start, host, num_hits, late_hits) values
                          (7, '2026-01-31T12:00:00Z', 'a', 10, 0), (7, '2026-01-31T12:00:00Z', 'b', 4, 0), (7, '2026-01-31T12:00:00Z', 'c', 1, 0),
                          (7, '2026-01-31T12:05:00Z', 'a', 5, 2), (7, '2026-01-31T12:05:00Z', 'b', 20, 0),
                          (7, '2026-01-31T12:10:00Z', 'c', 3, 0),
                          (7, '2026-01-31T13:00:00Z', 'after the range', 1000, 0),
                          (8, '2026-01-31T12:00:00Z', 'of another job', 1000, 0)
                        """,
                        """
                        insert into hits_by_host_and_referrer (job, window_start, host, referrer, num_hits, late_hits) values
                          (7, '2026-01-31T12:00:00Z', 'a', '(direct)', 7, 0), (7, '2026-01-31T12:00:00Z', 'a', 'http://x/', 3, 0),
                          (7, '2026-01-31T12:05:00Z', 'a', '(direct)', 5, 2), (7, '2026-01-31T12:00:00Z', 'b', 'http://x/', 4, 0)
                        """);
        TestStack.get().rollUp();
    }

    private static ValidatableResponse ok(String path) {
        return given().urlEncodingEnabled(false).get(path).then().statusCode(200);
    }

    @Test
    void givesTheTopKeysAndAllOthersTogether() {
        ok("/api/series?top=1&" + HOUR)
                .body("job", equalTo("shop"))
                .body("step", equalTo("PT5M"))
                .body("watermark", equalTo("2026-01-31T12:10:00Z"))
                .body(
                        "windows.start",
                        equalTo(java.util.List.of(
                                "2026-01-31T12:00:00Z", "2026-01-31T12:05:00Z", "2026-01-31T12:10:00Z")))
                .body("windows.status", equalTo(java.util.List.of("FINAL", "CORRECTED", "OPEN")))
                .body("windows.hits", equalTo(java.util.List.of(15, 25, 3)))
                .body("windows.lateHits", equalTo(java.util.List.of(0, 2, 0)))
                .body("series.key", equalTo(java.util.List.of("b")))
                .body("series[0].hits", equalTo(java.util.List.of(4, 20, 0)))
                .body("other.keys", equalTo(2))
                .body("other.hits", equalTo(java.util.List.of(11, 5, 3)));
    }

    @Test
    void givesTheWantedKeysInTheWantedOrder() {
        ok("/api/series?key=c&key=nobody&key=a&" + HOUR)
                .body("series.key", equalTo(java.util.List.of("c", "nobody", "a")))
                .body("series[0].hits", equalTo(java.util.List.of(1, 0, 3)))
                .body("series[1].hits", equalTo(java.util.List.of(0, 0, 0)))
                .body("other.hits", equalTo(java.util.List.of(4, 20, 0)));
    }

    @Test
    void addsWindowsUpToLongerSteps() {
        ok("/api/series?step=PT15M&" + HOUR)
                .body("windows", hasSize(1))
                .body("windows[0].hits", equalTo(43))
                .body("windows[0].status", equalTo("OPEN"));
        given().get("/api/series?step=PT7M&" + HOUR).then().statusCode(400).body("errors[0].pointer", equalTo("?step"));
    }

    @Test
    void namesEveryWrongParameterAtOnce() {
        given().get("/api/series?by=url&from=noon&to=2026-13-01T00:00:00Z&step=5m&top=51")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(java.util.List.of("?by", "?from", "?to", "?step", "?top")));
        given().get("/api/top?by=url&limit=0")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(java.util.List.of("?by", "?limit")));
        given().get("/api/dead-letters?reason=BAD&partition=x&from=noon&replay=MAYBE&limit=0&cursor=c")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        equalTo(java.util.List.of("?reason", "?partition", "?from", "?replay", "?cursor", "?limit")));
        given().get("/api/ledger/windows?from=noon&limit=0")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(java.util.List.of("?from", "?limit")));
        given().get("/api/operations?state=LOST&limit=0&cursor=c")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(java.util.List.of("?state", "?limit", "?cursor")));
    }

    @Test
    void givesReferrersOfAHost() {
        ok("/api/series?by=referrer&host=a&" + HOUR)
                .body("series.key", equalTo(java.util.List.of("(direct)", "http://x/")))
                .body("windows.hits", equalTo(java.util.List.of(10, 5)));
        given().get("/api/series?by=referrer").then().statusCode(400).body("errors[0].pointer", equalTo("?host"));
    }

    @Test
    void givesATopListWithShares() {
        ok("/api/top?limit=2&" + HOUR)
                .body("totalHits", equalTo(43))
                .body("totalLateHits", equalTo(2))
                .body("keys", equalTo(3))
                .body("items.key", equalTo(java.util.List.of("b", "a")))
                .body("items[0].hits", equalTo(24))
                .body("items[1].lateHits", equalTo(2))
                .body("items[0].share", equalTo(24f / 43));
    }

    @Test
    void searchesKeysAsTextInEitherCase() {
        ok("/api/top?by=referrer&search=X/&" + HOUR)
                .body("keys", equalTo(1))
                .body("totalHits", equalTo(19))
                .body("items.key", equalTo(java.util.List.of("http://x/")));
        ok("/api/top?search=%25&" + HOUR)
                .body("keys", equalTo(0))
                .body("items", hasSize(0))
                .body("totalHits", equalTo(43));
    }

    @Test
    void listsTheTopOfARangeThatIsTooLongForASeries() {
        String years = "from=2015-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
        ok("/api/top?" + years).body("totalHits", equalTo(1043));
        given().get("/api/series?" + years).then().statusCode(400).body("errors[0].pointer", equalTo("?step"));
    }

    @Test
    void takesTheLastDayThatHasHitsWithoutARange() {
        ok("/api/top").body("to", equalTo("2026-01-31T13:05:00Z")).body("from", equalTo("2026-01-30T13:05:00Z"));
    }

    @Test
    void asksForAJobWhenThereAreSeveral() {
        TestStack.get()
                .sql("insert into job (name, spec, desired) values ('second', '%s', 'STOPPED')"
                        .formatted(SPEC.replace("shop", "second")));
        given().get("/api/series").then().statusCode(400).body("detail", containsString("second"));
        ok("/api/series?job=second&" + HOUR).body("windows", hasSize(0));
        given().get("/api/series?job=third").then().statusCode(404);
    }
}
