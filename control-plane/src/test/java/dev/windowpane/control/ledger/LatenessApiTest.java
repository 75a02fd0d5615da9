package dev.windowpane.control.ledger;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class LatenessApiTest {
    @BeforeEach
    void ledger() {
        TestStack.get().empty();
        TestStack.get().sql(LedgerExample.SQL);
        TestStack.get()
                .sql("insert into lateness values (7, 'a', 0, 2), (7, 'b', 15, 2), (7, 'a', 30, 1), (7, 'gone', 5, 9)");
    }

    @Test
    void tellsWhatAnotherOutOfOrdernessWouldCost() {
        given().get("/api/jobs/shop/lateness")
                .then()
                .statusCode(200)
                .body("outOfOrderness", equalTo("PT15S"))
                .body("hits", equalTo(18))
                .body("options.find { it.outOfOrderness == 'PT15S' }.correcting", equalTo(3))
                .body("options.find { it.outOfOrderness == 'PT30S' }.correcting", equalTo(1))
                .body("options.find { it.outOfOrderness == 'PT30S' }.share", equalTo(1f / 18))
                .body("options.find { it.outOfOrderness == 'PT30S' }.finalLater", equalTo("PT15S"))
                .body("options.find { it.outOfOrderness == 'PT0S' }.finalLater", equalTo("PT-15S"))
                .body("options.outOfOrderness", hasItem("PT1H"))
                .body("sentence", containsString("at 15 s of out-of-orderness 16.67 % of the hits"));
    }

    @Test
    void tellsItForTheHostsWithTheMostLateHits() {
        given().get("/api/jobs/shop/lateness")
                .then()
                .body("hosts.host", contains("b", "a", "gone"))
                .body("hosts[1].hits", equalTo(6))
                .body("hosts[1].options.find { it.outOfOrderness == 'PT0S' }.correcting", equalTo(3))
                .body("hosts[2].hits", equalTo(9));
    }

    @Test
    void ofAnUnknownJobIsNotFound() {
        given().get("/api/jobs/nobody/lateness").then().statusCode(404).contentType("application/problem+json");
    }
}
