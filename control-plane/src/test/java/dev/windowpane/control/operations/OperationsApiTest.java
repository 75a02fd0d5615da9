package dev.windowpane.control.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class OperationsApiTest {
    private static final String SPEC = """
            {"name": "%s", "source": {"bootstrapServers": "127.0.0.1:9092", "topic": "hits", "startFrom": {"type": "earliest"}}}
            """;
    private static final String OPERATION = "Operation-Location";

    private final FakeFlink flink = TestStack.get().flink();

    @BeforeEach
    void withoutJobs() {
        TestStack.get().empty();
        flink.reset();
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static String created(String name) {
        return json(SPEC.formatted(name))
                .post("/api/jobs")
                .then()
                .statusCode(201)
                .extract()
                .header(OPERATION);
    }

    private static void awaitEnd(String operation, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(operation).then().body("state", equalTo(state)));
    }

    private static void awaitStable(String operation) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            TestStack.get()
                    .sql("update run set stable_at = clock_timestamp() where phase = 'RUNNING' and stable_at is null");
            given().get(operation).then().body("state", equalTo("SUCCEEDED"));
        });
    }

    @Test
    void aLaunchIsAnOperationUntilTheJobHolds() {
        String operation = created("shop");
        given().get(operation)
                .then()
                .statusCode(200)
                .body("job", equalTo("shop"))
                .body("kind", equalTo("CREATE"))
                .body("actor", equalTo("local"))
                .body("endedAt", nullValue());
        awaitStable(operation);
        given().get(operation).then().body("endedAt", notNullValue());
    }

    @Test
    void whatIsOpenIsOvertakenByAnotherWish() {
        String first = created("shop");
        Response stop = given().post("/api/jobs/shop/stop");
        stop.then()
                .statusCode(202)
                .header("Location", equalTo(stop.header(OPERATION)))
                .body("desired", equalTo("STOPPED"));
        awaitEnd(first, "OVERTAKEN");
        awaitEnd(stop.header(OPERATION), "SUCCEEDED");
        given().get("/api/operations?job=shop&limit=1")
                .then()
                .body("items.kind", contains("STOP"))
                .body("next", notNullValue());
        String next = given().get("/api/operations?job=shop&limit=1").path("next");
        given().get("/api/operations?job=shop&limit=1&cursor=" + next)
                .then()
                .body("items.kind", contains("CREATE"))
                .body("next", nullValue());
        given().get("/api/operations?state=RUNNING").then().body("items", empty());
    }

    @Test
    void aWishThatCannotComeTrueFailsAndSaysWhy() {
        flink.refuse("Caused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given");
        String operation = created("shop");
        awaitEnd(operation, "FAILED");
        given().get(operation).then().body("detail", containsString("launches in a row failed"));
    }

    @Test
    void restartRescaleUpgradeAndRollbackAreOperationsOfTheirOwn() {
        awaitStable(created("shop"));
        Response restart = given().post("/api/jobs/shop/restart");
        restart.then().statusCode(202).body("generation", equalTo(2)).body("revision", equalTo(1));
        awaitStable(restart.header(OPERATION));

        json("{\"parallelism\": 0}")
                .post("/api/jobs/shop/rescale")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parallelism"));
        Response rescale = json("{\"parallelism\": 2}").post("/api/jobs/shop/rescale");
        rescale.then().statusCode(202).header("ETag", "\"2\"").body("spec.execution.parallelism", equalTo(2));
        awaitStable(rescale.header(OPERATION));

        given().post("/api/jobs/shop/upgrade")
                .then()
                .statusCode(409)
                .body("detail", containsString("current JAR already"));

        Response back = json("{\"revision\": 1}").post("/api/jobs/shop/rollback");
        back.then().statusCode(202).header("ETag", "\"3\"").body("spec.execution.parallelism", equalTo(3));
        awaitStable(back.header(OPERATION));
        given().get("/api/jobs/shop/revisions")
                .then()
                .body("items.madeBy", contains("ROLLED_BACK", "RESCALED", "CREATED"))
                .body("items[0].current", equalTo(true));
        given().get("/api/jobs/shop/revisions/2").then().body("spec.execution.parallelism", equalTo(2));
        given().get("/api/jobs/shop/revisions/9").then().statusCode(404);
        given().get("/api/operations?job=shop")
                .then()
                .body("items.kind", contains("ROLLBACK", "RESCALE", "RESTART", "CREATE"));
    }

    @Test
    void aCloneCountsByItself() {
        json(SPEC.formatted("shop"))
                .post("/api/jobs?desired=STOPPED")
                .then()
                .statusCode(201)
                .header(OPERATION, nullValue());
        json("{\"name\": \"Shop!\"}")
                .post("/api/jobs/shop/clone")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
        json("{\"name\": \"shop-2\", \"desired\": \"STOPPED\"}")
                .post("/api/jobs/shop/clone")
                .then()
                .statusCode(201)
                .header("Location", "/api/jobs/shop-2")
                .body("spec.source.topic", equalTo("hits"));
        given().get("/api/jobs").then().body("items.name", contains("shop", "shop-2"));
        given().get("/api/jobs?limit=1").then().body("items.name", contains("shop"));
        String next = given().get("/api/jobs?limit=1").path("next");
        given().get("/api/jobs?limit=1&cursor=" + next).then().body("items.name", contains("shop-2"));
    }

    @Test
    void everyRequestIsInTheHistoryWithItsId() {
        json(SPEC.formatted("shop"))
                .header("X-Request-Id", "ticket-42")
                .post("/api/jobs?desired=STOPPED")
                .then()
                .header("X-Request-Id", "ticket-42");
        given().header("X-Request-Id", "no good")
                .get("/api/jobs")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        given().post("/api/jobs/shop/start").then().statusCode(202);
        given().get("/api/jobs/shop/history?kind=REQUEST")
                .then()
                .body("items.detail", contains("start", "create, desired STOPPED"))
                .body("items[1].requestId", equalTo("ticket-42"))
                .body("items[1].actor", equalTo("local"));
        given().accept("text/csv")
                .get("/api/jobs/shop/history?kind=REQUEST&limit=1")
                .then()
                .header("Content-Type", containsString("text/csv"))
                .header("X-Next-Cursor", notNullValue())
                .body(containsString("at,kind,run,revision,phase,code,detail,actor,request_id"))
                .body(containsString("REQUEST,,1,,,start,local,"));
        given().accept("application/x-ndjson")
                .get("/api/jobs/shop/history?kind=REQUEST")
                .then()
                .body(containsString("\"requestId\":\"ticket-42\""));
    }

    @Test
    void aKeyHasOneEffectHoweverOftenItIsSent() throws InterruptedException, ExecutionException {
        Callable<Response> create = () ->
                json(SPEC.formatted("shop")).header("Idempotency-Key", "k-1").post("/api/jobs");
        List<Response> answers;
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            List<Future<Response>> sent = callers.invokeAll(
                    IntStream.range(0, 60).mapToObj(i -> create).toList());
            answers = new ArrayList<>();
            for (Future<Response> one : sent) {
                answers.add(one.get());
            }
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.asString()).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header(OPERATION)).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header("Idempotent-Replay") == null))
                .hasSize(1);
        given().get("/api/operations").then().body("items", hasSize(1));

        json(SPEC.formatted("other"))
                .header("Idempotency-Key", "k-1")
                .post("/api/jobs")
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
        given().header("Idempotency-Key", "k-1")
                .post("/api/jobs/shop/stop")
                .then()
                .statusCode(422);
        given().header("Idempotency-Key", "with space")
                .post("/api/jobs/shop/stop")
                .then()
                .statusCode(400);
    }

    @Test
    void aRefusedRequestMayBeRepairedUnderItsKey() {
        given().header("Idempotency-Key", "k-2")
                .post("/api/jobs/shop/stop")
                .then()
                .statusCode(404);
        json(SPEC.formatted("shop")).post("/api/jobs?desired=STOPPED").then().statusCode(201);
        given().header("Idempotency-Key", "k-2")
                .post("/api/jobs/shop/stop")
                .then()
                .statusCode(202);
    }

    @Test
    void saysWhatAChangeWouldDoAndDoesNothing() {
        json(SPEC.formatted("shop"))
                .post("/api/jobs?dryRun=true")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("effect", equalTo("CREATE"))
                .body("job.window.size", equalTo("PT5M"));
        given().get("/api/jobs").then().body("items", empty());
        created("shop");
        json(SPEC.formatted("shop")).post("/api/jobs?dryRun=true").then().statusCode(409);
        dryRun("9092", "9092").body("effect", equalTo("NONE"));
        dryRun("9092", "9093")
                .body("effect", equalTo("RESTART"))
                .body("gap", equalTo("PT4S"))
                .body("sentence", containsString("Restarts only"))
                .body("changes.pointer", contains("/source/bootstrapServers"))
                .body("changes[0].from", equalTo("127.0.0.1:9092"))
                .body("changes[0].to", equalTo("127.0.0.1:9093"));
        TestStack.get()
                .sql(
                        "insert into job_progress (job, partition, start_offset, next_offset) select id, 0, 0, 0 from job");
        dryRun("{\"name\"", "{\"window\": {\"type\": \"tumbling\", \"size\": \"PT1M\"}, \"name\"")
                .body("valid", equalTo(false))
                .body("effect", equalTo("NEW_JOB_NEEDED"))
                .body("sentence", containsString("A new window grid needs a new job"))
                .body("changes.effect", hasItem("NEW_JOB_NEEDED"));
        given().get("/api/jobs/shop").then().body("revision", equalTo(1));
    }

    private static ValidatableResponse dryRun(String text, String other) {
        return json(SPEC.formatted("shop").replace(text, other))
                .put("/api/jobs/shop?dryRun=true")
                .then()
                .statusCode(200);
    }

    @Test
    void anyRevisionMayBeReplacedAndTheSameSpecChangesNothing() {
        json(SPEC.formatted("shop")).post("/api/jobs?desired=STOPPED").then().statusCode(201);
        json(SPEC.formatted("shop"))
                .header("If-Match", "*")
                .put("/api/jobs/shop")
                .then()
                .header("ETag", "\"1\"");
        json(SPEC.formatted("shop").replace("9092", "9093"))
                .header("If-Match", "*")
                .put("/api/jobs/shop")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    @Test
    void namesEveryMistakeOfASpecAtOnce() {
        json("""
                {"name": "Shop!", "source": {"bootstrapServers": "a:1", "topic": "no topic!", "startForm": {}}, "window": {"type": "tumbling", "size": "PT0S"},
                 "execution": {"parallelism": "many"}, "what": 1}
                """)
                .post("/api/jobs")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/name"))
                .body("errors.pointer", hasItem("/source/topic"))
                .body("errors.pointer", hasItem("/source/startForm"))
                .body("errors.pointer", hasItem("/window/size"))
                .body("errors.pointer", hasItem("/execution/parallelism"))
                .body("errors.pointer", hasItem("/what"));
    }
}
