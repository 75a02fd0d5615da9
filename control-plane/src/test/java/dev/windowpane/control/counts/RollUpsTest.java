package dev.windowpane.control.counts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two jobs have the same hits; the windows of the second begin a second later, so that its days and hours are none of UTC. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class RollUpsTest {
    private static final String DAYS = "from=2026-01-29T00:00:00Z&to=2026-02-01T00:00:00Z";
    private static final String SPEC =
            "{\"name\":\"%s\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"},\"window\":{\"type\":\"tumbling\",\"size\":\"PT5M\",\"offset\":\"PT%dS\"}}";

    @BeforeEach
    void counts() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        "insert into job (id, name, spec, desired) overriding system value values (1, 'coarse', '%s', 'STOPPED'), (2, 'fine', '%s', 'STOPPED')"
                                .formatted(SPEC.formatted("coarse", 0), SPEC.formatted("fine", 1)),
                        "insert into job_ledger (job, watermark, committed_at) values (1, '2026-01-31T18:00:00Z', clock_timestamp()), (2, '2026-01-31T18:00:01Z', clock_timestamp())",
                        """
                        insert into hits_by_host
                        select job, start + job * interval '1 second' - interval '1 second', 'host' || host, 1 + (extract(epoch from start)::bigint / 300 * host) % 7,
                               (extract(epoch from start)::bigint / 300) % 2
                        from generate_series(1, 2) job, generate_series(1, 5) host,
                             generate_series(timestamptz '2026-01-29T03:00:00Z', '2026-01-31T19:55:00Z', '5 minutes') start
                        """,
                        """
                        insert into hits_by_host_and_referrer
                        select job, window_start, host, '(direct)', num_hits, late_hits from hits_by_host
                        """);
        TestStack.get().rollUp();
    }

    /** The answer without what differs: the job's name and the second by which all is later. */
    private static String answer(String path, String job) throws JacksonException {
        String answer = given().urlEncodingEnabled(false)
                .get(path.replace("JOB", job))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(answer.replace(":01Z\"", ":00Z\""));
        json.remove(List.of("asOf", "job", "committedAt"));
        return json.toPrettyString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/series?step=PT1H&",
                "/api/series?step=PT6H&",
                "/api/series?step=PT24H&",
                "/api/series?step=PT24H&key=host3&",
                "/api/series?step=PT1H&host=host2&by=referrer&",
                "/api/top?",
                "/api/top?by=referrer&limit=3&",
            })
    void coarseRowsGiveTheSameAnswerAsFineOnes(String path) throws JacksonException {
        String fine = DAYS.replace(":00Z", ":01Z");

        assertThat(answer(path + DAYS + "&job=JOB", "coarse")).isEqualTo(answer(path + fine + "&job=JOB", "fine"));
    }

    @Test
    void longStepsAreReadFromCoarseRowsAlone() {
        commit("delete from hits_by_host");

        assertThat(hits("/api/series?job=coarse&step=PT24H&" + DAYS)).isPositive();
        assertThat(hits("/api/series?job=coarse&step=PT1H&" + DAYS))
                .isEqualTo(hits("/api/series?job=coarse&step=PT24H&" + DAYS));
        assertThat(hits("/api/series?job=coarse&step=PT30M&" + DAYS)).isZero();
        assertThat(hits("/api/series?job=fine&step=PT1H&" + DAYS)).isZero();
    }

    /** From a window amid an hour of the first day to one amid an hour of the last. */
    @ParameterizedTest
    @ValueSource(strings = {"coarse", "fine"})
    void aTopListIsReadFromDaysHoursAndWindowsThatAddUp(String job) {
        String range = "from=2026-01-29T03:35:00Z&to=2026-01-31T17:20:00Z&job=" + job;
        long all = total("/api/top?" + range);
        assertThat(all).isPositive();

        commit(
                "delete from hits_by_host where window_start >= '2026-01-29T04:00:00Z' and window_start < '2026-01-31T17:00:00Z'",
                "delete from hits_by_host_hourly where window_start >= '2026-01-30T00:00:00Z' and window_start < '2026-01-31T00:00:00Z'");
        assertThat(total("/api/top?" + range))
                .as("without the rows that coarser ones stand for")
                .isEqualTo(all);

        commit("delete from hits_by_host_daily");
        assertThat(total("/api/top?" + range)).as("without a whole day").isLessThan(all);
    }

    @Test
    void anAnswerIsNewAfterEachCommit() {
        String question = "/api/series?job=coarse&step=PT24H&" + DAYS;
        long before = hits(question);
        TestStack.get()
                .sql(
                        "update hits_by_host_daily set num_hits = num_hits + 10 where job = 1 and host = 'host1' and window_start = '2026-01-30T00:00:00Z'",
                        "update job_ledger set commits = commits + 1 where job = 1");
        assertThat(hits(question)).isEqualTo(before + 10);
    }

    /** As a commit does, it raises the number of commits. */
    private static void commit(String... statements) {
        TestStack.get().sql(statements);
        TestStack.get().sql("update job_ledger set commits = commits + 1");
    }

    private static long total(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("totalHits");
    }

    /** Of one host. */
    private static long hits(String path) {
        return given()
                .urlEncodingEnabled(false)
                .get(path + "&key=host1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("series[0].hits", Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
