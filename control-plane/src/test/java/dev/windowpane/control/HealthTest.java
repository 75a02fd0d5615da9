package dev.windowpane.control;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class HealthTest {
    @AfterEach
    void heal() {
        TestStack.get().flinkServer().silent(false);
        TestStack.get().postgres().resume();
    }

    @Test
    void isReadyWithoutFlinkAndSaysSo() {
        TestStack.get().flinkServer().silent(true);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.data.reachable", hasItem(false)));
    }

    @Test
    void asksToTryAgainWhilePostgresIsAway() {
        TestStack.get().postgres().pause();
        given().get("/api/jobs")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .contentType("application/problem+json")
                .body("detail", containsString("Postgres"));
        TestStack.get().postgres().resume();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/api/jobs").then().statusCode(200));
        given().get("/q/health/live").then().body("status", equalTo("UP"));
    }

    @Test
    void isAliveButNotReadyWhilePostgresIsAway() {
        TestStack.get().postgres().pause();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(503));
        given().get("/q/health/live").then().statusCode(200);

        TestStack.get().postgres().resume();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void showsMetrics() {
        given().get("/q/metrics").then().body(containsString("windowpane_flink_reachable"));
    }
}
