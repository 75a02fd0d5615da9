package dev.windowpane.control.ledger;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class LedgerApiTest {
    @BeforeEach
    void ledger() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        """
                        insert into job (id, name, spec, desired) overriding system value values
                          (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                        """,
                        "insert into job_ledger (job, epoch, commits) values (7, 3, 12)",
                        "insert into hits_by_host values (7, '2026-01-31T12:00:00Z', 'a', 10, 0)",
                        "insert into hits_by_host_and_referrer values (7, '2026-01-31T12:00:00Z', 'a', '(direct)', 10, 0)",
                        "insert into job_progress (job, partition, start_offset, next_offset, read, rejected) values (7, 0, 100, 108, 8, 1), (7, 1, 0, 5, 5, 2)",
                        "insert into dead_letter_counts values (7, 0, 'NOT_JSON', 1), (7, 1, 'NOT_JSON', 1), (7, 1, 'EMPTY', 1)",
                        """
                        insert into dead_letters (job, topic, partition, "offset", reason, record_time, size, payload) values
                          (7, 'hits', 0, 104, 'NOT_JSON', '2026-01-31T12:00:01Z', 9, '\\x6e6f0000206a736f6e'),
                          (7, 'hits', 1, 2, 'EMPTY', '2026-01-31T12:00:02Z', 0, '')
                        """);
    }

    @Test
    void addsUp() {
        given().get("/api/ledger")
                .then()
                .statusCode(200)
                .body("read", equalTo(13))
                .body("counted", equalTo(10))
                .body("deadLetters.total", equalTo(3))
                .body("deadLetters.byReason.NOT_JSON", equalTo(2))
                .body("balanced", equalTo(true))
                .body("jobs[0].countedByReferrer", equalTo(10))
                .body("jobs[0].epoch", equalTo(3))
                .body("jobs[0].commits", equalTo(12))
                .body("jobs[0].partitions[0].startOffset", equalTo(100))
                .body("jobs[0].partitions[1].rejected", equalTo(2));
    }

    @Test
    void saysSoWhenItDoesNot() {
        TestStack.get().sql("update hits_by_host set num_hits = 9");
        given().get("/api/ledger?job=shop").then().body("balanced", equalTo(false));
    }

    @Test
    void seesAReferrerTableThatDiffers() {
        TestStack.get().sql("update hits_by_host_and_referrer set num_hits = 11");
        given().get("/api/ledger").then().body("balanced", equalTo(false));
    }

    @Test
    void showsDeadLettersAsTextThatHarmsNobody() {
        given().get("/api/dead-letters?reason=NOT_JSON")
                .then()
                .body("items", hasSize(1))
                .body("items[0].offset", equalTo(104))
                .body("items[0].payloadBase64", equalTo("bm8AACBqc29u"))
                .body("items[0].preview", equalTo("no\uFFFD\uFFFD json"));
        given().get("/api/dead-letters?limit=1").then().body("items", hasSize(1));
    }
}
