package dev.windowpane.control.clusters;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class ClustersApiTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String STRANGER = "ffffffffffffffffffffffffffffffff";

    private final FakeFlink flink = TestStack.get().flink();
    private final FakeFlink east = TestStack.get().eastFlink();

    @BeforeEach
    void empty() {
        TestStack.get().empty();
        flink.reset();
        east.reset();
    }

    @AfterEach
    void heal() {
        TestStack.get().eastFlinkServer().silent(false);
    }

    private static void awaitReachable(boolean reachable) {
        await().atMost(LONG)
                .untilAsserted(() -> given().get("/api/clusters")
                        .then()
                        .statusCode(200)
                        .body("items[1].reachable", equalTo(reachable)));
    }

    private static void launch() {
        given().contentType(ContentType.JSON).body("""
                        {"name": "shop", "source": {"bootstrapServers": "127.0.0.1:9092", "topic": "hits"}, "execution": {"cluster": "east"}}
                        """).post("/api/jobs").then().statusCode(201);
        await().atMost(LONG)
                .untilAsserted(() -> given().get("/api/jobs/shop").then().body("state", equalTo("RUNNING")));
    }

    @Test
    void listsClustersWithWhatTheySay() {
        east.addStray(STRANGER, "windowpane shop");
        awaitReachable(true);

        given().get("/api/clusters")
                .then()
                .body("items.name", contains("default", "east"))
                .body("items[1].url", containsString("127.0.0.1:"))
                .body("items[1].version", equalTo("2.3.0"))
                .body("items[1].slots.total", equalTo(4))
                .body("items[1].taskManagers", equalTo(2))
                .body("items[1].jobs.ours", equalTo(0))
                .body("items[1].jobs.foreign", equalTo(1));
    }

    @Test
    void saysOfAClusterThatDoesNotAnswerSinceWhenAndWhy() {
        awaitReachable(true);
        TestStack.get().eastFlinkServer().silent(true);
        awaitReachable(false);

        given().get("/api/clusters")
                .then()
                .body("items[1].why", containsString("127.0.0.1"))
                .body("items[1].version", nullValue())
                .body("items[0].reachable", equalTo(true));
        given().get("/api/clusters/east/jobs")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .contentType("application/problem+json");
    }

    @Test
    void tellsOurRunFromAForeignJobByItsIdAndNotByItsName() {
        awaitReachable(true);
        launch();
        east.addStray(STRANGER, "windowpane shop");
        String run = given().get("/api/jobs/shop").path("run.id");

        given().get("/api/clusters/east/jobs")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '%s' }.kind".formatted(run), equalTo("RUN"))
                .body("items.find { it.id == '%s' }.job".formatted(run), equalTo("shop"))
                .body("items.find { it.id == '%s' }.kind".formatted(STRANGER), equalTo("FOREIGN"));
        given().post("/api/clusters/east/jobs/" + run + "/cancel")
                .then()
                .statusCode(409)
                .body("detail", containsString("stop the job instead"));
        assertThat(east.cancels()).doesNotContain(run);
    }

    @Test
    void cancelsAForeignJobOnlyWhenAPersonWishes() {
        east.addStray(STRANGER, "windowpane shop");
        awaitReachable(true);
        assertThat(east.cancels()).isEmpty();

        given().post("/api/clusters/east/jobs/" + STRANGER + "/cancel")
                .then()
                .statusCode(202)
                .body("kind", equalTo("FOREIGN"));

        assertThat(east.cancels()).containsExactly(STRANGER);
    }

    @Test
    void theSameWishForACancelIsCarriedOutOnce() {
        east.addStray(STRANGER, "windowpane shop");
        awaitReachable(true);
        for (boolean again : List.of(false, true)) {
            given().header("Idempotency-Key", "cancel-stranger")
                    .post("/api/clusters/east/jobs/" + STRANGER + "/cancel")
                    .then()
                    .statusCode(202)
                    .header("Idempotent-Replay", again ? equalTo("true") : nullValue())
                    .body("state", equalTo("RUNNING"));
        }

        assertThat(east.cancels()).containsExactly(STRANGER);
    }

    @Test
    void knowsNeitherOtherClustersNorOtherJobs() {
        given().get("/api/clusters/mars/jobs").then().statusCode(404).body("detail", containsString("mars"));
        given().post("/api/clusters/east/jobs/" + STRANGER + "/cancel").then().statusCode(404);
    }
}
