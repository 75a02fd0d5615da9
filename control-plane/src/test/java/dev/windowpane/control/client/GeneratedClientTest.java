package dev.windowpane.control.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.windowpane.client.JobsApi;
import dev.windowpane.client.OperationsApi;
import dev.windowpane.client.http.ApiClient;
import dev.windowpane.client.http.ApiException;
import dev.windowpane.client.http.ApiResponse;
import dev.windowpane.client.model.Desired;
import dev.windowpane.client.model.Effect;
import dev.windowpane.client.model.Execution;
import dev.windowpane.client.model.Impact;
import dev.windowpane.client.model.Job;
import dev.windowpane.client.model.JobSpec;
import dev.windowpane.client.model.KafkaSource;
import dev.windowpane.client.model.KafkaSourceStartFrom;
import dev.windowpane.client.model.KafkaSourceStartFromOneOf;
import dev.windowpane.client.model.OperationState;
import dev.windowpane.client.model.RescaleWish;
import dev.windowpane.client.model.Revision;
import dev.windowpane.client.model.RollbackWish;
import dev.windowpane.client.model.Rollup;
import dev.windowpane.client.model.UpgradeWish;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job's whole life by a client that openapi-generator has made of the committed document. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class GeneratedClientTest {
    private static final String OPERATION = "Operation-Location";

    private JobsApi jobs = new JobsApi();
    private OperationsApi operations = new OperationsApi();

    @BeforeEach
    void connect() {
        TestStack.get().empty();
        TestStack.get().flink().reset();
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://localhost:" + RestAssured.port);
        jobs = new JobsApi(client);
        operations = new OperationsApi(client);
    }

    @AfterEach
    void withoutJobs() {
        TestStack.get().empty();
    }

    private static JobSpec spec(int parallelism) {
        KafkaSourceStartFromOneOf earliest =
                new KafkaSourceStartFromOneOf().type(KafkaSourceStartFromOneOf.TypeEnum.EARLIEST);
        return new JobSpec()
                .name("shop")
                .source(new KafkaSource()
                        .bootstrapServers("127.0.0.1:9092")
                        .topic("hits")
                        .startFrom(new KafkaSourceStartFrom(earliest)))
                // The generator's own default is an empty list
                .rollups(List.of(new Rollup().addByItem(Rollup.ByEnum.HOST)))
                .execution(new Execution().parallelism(parallelism));
    }

    private static String id(ApiResponse<?> response) {
        return header(response, OPERATION).replaceFirst("^.*/", "");
    }

    private static String header(ApiResponse<?> response, String name) {
        return response.getHeaders().getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElseThrow();
    }

    private void awaitDone(ApiResponse<?> response) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            // As after a commit, which the fake Flink's jobs never make
            TestStack.get()
                    .sql(
                            "update run set stable_at = clock_timestamp() where phase = 'RUNNING' and stable_at is null",
                            "update job_revision v set stable_at = clock_timestamp() from run r "
                                    + "where r.job = v.job and r.revision = v.revision and r.stable_at is not null and v.stable_at is null");
            assertThat(operations.getOperation(id(response)).getState()).isEqualTo(OperationState.SUCCEEDED);
        });
    }

    @Test
    void livesAWholeLife() throws ApiException {
        Impact impact = jobs.dryRun(spec(3), null);
        assertThat(impact.getEffect()).isEqualTo(Effect.CREATE);

        ApiResponse<Job> created = jobs.createJobWithHttpInfo(spec(3), null, null, "key-1");
        assertThat(created.getStatusCode()).isEqualTo(201);
        ApiResponse<Job> again = jobs.createJobWithHttpInfo(spec(3), null, null, "key-1");
        assertThat(again.getHeaders()).containsKey("idempotent-replay");
        assertThat(id(again)).isEqualTo(id(created));
        awaitDone(created);

        Job job = jobs.getJob("shop");
        assertThat(job.getDesired()).isEqualTo(Desired.RUNNING);
        assertThat(job.getSpec().getExecution())
                .isEqualTo(new Execution()
                        .parallelism(3)
                        .checkpointInterval("PT1S")
                        .cluster("default"));
        assertThat(jobs.listJobs(null, null).getItems())
                .extracting(Job::getName)
                .containsExactly("shop");

        assertThat(jobs.dryRun(spec(2), null).getChanges())
                .singleElement()
                .satisfies(change -> assertThat(change.getPointer()).isEqualTo("/execution/parallelism"));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> jobs.replaceSpec("shop", spec(2), null, "\"7\""))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(412));
        String etag = header(jobs.getJobWithHttpInfo("shop"), "ETag");
        awaitDone(jobs.replaceSpecWithHttpInfo("shop", spec(2), null, etag));

        awaitDone(jobs.rescaleJobWithHttpInfo("shop", new RescaleWish().parallelism(4), null));
        awaitDone(jobs.upgradeJobWithHttpInfo("shop", new UpgradeWish().spec(spec(5)), "*", null));
        awaitDone(jobs.rollBackJobWithHttpInfo("shop", new RollbackWish().revision(1L), null));
        awaitDone(jobs.restartJobWithHttpInfo("shop", null));
        assertThat(jobs.listRevisions("shop", null, null).getItems())
                .extracting(Revision::getRevision)
                .containsExactly(5L, 4L, 3L, 2L, 1L);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> jobs.deleteJob("shop"))
                .satisfies(e -> assertThat(e.getResponseBody()).contains("stop it first"));
        awaitDone(jobs.stopJobWithHttpInfo("shop", "key-2"));
        assertThat(jobs.listHistory("shop", null, null, 10).getItems()).isNotEmpty();
        jobs.deleteJob("shop");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> jobs.getJob("shop"))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(404));
    }
}
