package dev.windowpane.control.jobs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class JobsApiTest {
    private static final String SPEC = """
            {"name": "%s", "source": {"bootstrapServers": "127.0.0.1:9092", "topic": "hits", "startFrom": {"type": "earliest"}}}
            """;

    private final FakeFlink flink = TestStack.get().flink();

    @BeforeEach
    void empty() {
        TestStack.get().empty();
        flink.reset();
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static void create(String name) {
        json(SPEC.formatted(name)).post("/api/jobs").then().statusCode(201);
    }

    private static void awaitState(String name, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/api/jobs/" + name).then().body("state", equalTo(state)));
    }

    @Test
    void launchesAJobOnTheClusterOfItsSpec() {
        FakeFlink east = TestStack.get().eastFlink();
        east.reset();
        json(SPEC.formatted("shop").replace("\"source\"", "\"execution\": {\"cluster\": \"east\"}, \"source\""))
                .post("/api/jobs")
                .then()
                .statusCode(201)
                .body("cluster", equalTo("east"));

        awaitState("shop", "RUNNING");

        given().get("/api/jobs/shop").then().body("run.cluster", equalTo("east"));
        assertThat(east.launchedIds()).hasSize(1);
        assertThat(flink.launchedIds()).isEmpty();
    }

    @Test
    void refusesAClusterThatNobodyHasNamed() {
        json(SPEC.formatted("shop").replace("\"source\"", "\"execution\": {\"cluster\": \"mars\"}, \"source\""))
                .post("/api/jobs")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/execution/cluster"))
                .body("detail", containsString("known are default, east"));
    }

    @Test
    void launchesANewJobOnce() {
        json(SPEC.formatted("shop"))
                .post("/api/jobs")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/jobs/shop"))
                .header("ETag", "\"1\"")
                .body("spec.window.size", equalTo("PT5M"))
                .body("desired", equalTo("RUNNING"));

        awaitState("shop", "RUNNING");
        assertThat(flink.submissions()).hasSize(1);
        assertThat(flink.submissions().getFirst().arguments()).contains("--epoch", "1");
        given().get("/api/jobs/shop/runs")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].phase", equalTo("RUNNING"))
                .body("items[0].epoch", equalTo(1));
    }

    @Test
    void stopsByCancellingAndStartsAgainUnderTheNextEpoch() {
        create("shop");
        awaitState("shop", "RUNNING");

        given().post("/api/jobs/shop/stop").then().statusCode(202).body("desired", equalTo("STOPPED"));
        awaitState("shop", "STOPPED");
        assertThat(flink.alive()).isEmpty();

        given().post("/api/jobs/shop/start").then().statusCode(202);
        awaitState("shop", "RUNNING");
        given().get("/api/jobs/shop").then().body("run.epoch", equalTo(2));
        assertThat(flink.uploads()).isEqualTo(1);
    }

    @Test
    void namesThePlaceOfAWrongValue() {
        json(SPEC.formatted("shop").replace("\"hits\"", "\"no topic!\""))
                .post("/api/jobs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/source/topic"))
                .body("errors[0].detail", containsString("letters"));
    }

    @Test
    void refusesASecondJobOfTheSameName() {
        create("shop");
        json(SPEC.formatted("shop")).post("/api/jobs").then().statusCode(409);
    }

    @Test
    void replacesASpecOnlyWithTheRevisionThatWasRead() {
        create("shop");
        String spec = SPEC.formatted("shop").replace("hits", "clicks");
        json(spec).put("/api/jobs/shop").then().statusCode(428);
        json(spec).header("If-Match", "\"7\"").put("/api/jobs/shop").then().statusCode(412);
        json(spec)
                .header("If-Match", "\"1\"")
                .put("/api/jobs/shop")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/api/jobs/shop")
                        .then()
                        .body("run.revision", equalTo(2))
                        .body("state", equalTo("RUNNING")));
        assertThat(flink.alive()).hasSize(1);
        given().get("/api/jobs/shop/runs").then().body("items.phase", hasItem("SUPERSEDED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/source/topic | \"topic\": \"hits\" | \"topic\": \"clicks\"",
                "/window | {\"name\" | {\"window\": {\"type\": \"tumbling\", \"size\": \"PT1M\"}, \"name\"",
                "/rollups | {\"name\" | {\"rollups\": [{\"by\": [\"host\"]}], \"name\""
            })
    void keepsWhatCountsDependOnOnceThereAreOffsets(String pointer, String text, String other) {
        create("shop");
        TestStack.get()
                .sql(
                        "insert into job_progress (job, partition, start_offset, next_offset) select id, 0, 0, 0 from job");

        json(SPEC.formatted("shop").replace(text, other))
                .header("If-Match", "\"1\"")
                .put("/api/jobs/shop")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        json(SPEC.formatted("shop").replace("9092", "9093"))
                .header("If-Match", "\"1\"")
                .put("/api/jobs/shop")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAWishThatIsNone() {
        json(SPEC.formatted("shop")).post("/api/jobs?desired=SLEEPING").then().statusCode(400);
    }

    @Test
    void deletesOnlyAStoppedJob() {
        create("shop");
        awaitState("shop", "RUNNING");
        given().delete("/api/jobs/shop").then().statusCode(409);
        given().post("/api/jobs/shop/stop").then().statusCode(202);
        awaitState("shop", "STOPPED");
        given().delete("/api/jobs/shop").then().statusCode(204);
        given().get("/api/jobs/shop").then().statusCode(404).body("detail", containsString("shop"));
    }

    @Test
    void saysWhyAJobHasFailedAndLaunchesItAgain() {
        flink.refuse("""
                org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.
                \tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$handleRequest$1(JarRunHandler.java:114)
                Caused by: java.util.concurrent.CompletionException: org.apache.flink.client.program.ProgramInvocationException
                Caused by: org.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient
                Caused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given
                \t... 12 more""");
        create("shop");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/api/jobs/shop")
                        .then()
                        .body("state", equalTo("FAILED"))
                        .body("detail", containsString("ConfigException: No resolvable bootstrap urls given")));
        flink.accept();
        awaitState("shop", "RUNNING");
        given().get("/api/jobs/shop").then().body("detail", nullValue());
    }
}
