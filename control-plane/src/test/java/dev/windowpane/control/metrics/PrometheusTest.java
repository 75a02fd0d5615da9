package dev.windowpane.control.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.metrics.Exposition.Sample;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads, against the table in docs/metrics.md. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class PrometheusTest {
    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}";
    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestStack stack = TestStack.get();
    private final FakeFlink flink = stack.flink();

    /** A line of the table: {@code | `name` | type | labels | meaning |}. */
    private record Documented(String type, Set<String> labels) {}

    @BeforeEach
    void aJobThatRuns() {
        stack.empty();
        flink.reset();
        flink.gauge("Source__hits.pendingRecords", 1234);
        flink.gauge("commit.lastCommitMillis", 17);
        flink.gauge("busyTimeMsPerSecond", 250);
        flink.gauge("backPressuredTimeMsPerSecond", 100);
        flink.gauge("lastCheckpointDuration", 55);
        flink.gauge("numRestarts", 3);
        given().contentType(ContentType.JSON)
                .body(SPEC)
                .post("/api/jobs")
                .then()
                .statusCode(201);
        stack.sql(
                """
                insert into job_progress (job, partition, start_offset, next_offset, read, rejected)
                select id, 0, 0, 100, 100, 7 from job where name = 'shop'
                """,
                "insert into dead_letter_counts (job, partition, reason, rejected) select id, 0, 'NOT_JSON', 7 from job",
                "update job_ledger set watermark = now(), newest_hit = now(), committed_at = now(), commits = 5");
    }

    private static Exposition scrape() {
        return Exposition.parse(given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static void awaitSample(String name) {
        await().atMost(PATIENCE)
                .until(() -> scrape().named(name).stream()
                        .anyMatch(sample -> "shop".equals(sample.labels().get("job"))));
    }

    private static double value(Exposition all, String name, Map<String, String> labels) {
        return all.named(name).stream()
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s%s".formatted(name, labels)))
                .value();
    }

    @Test
    void saysHowAJobDoes() {
        awaitSample("windowpane_job_lag_records");
        Exposition all = scrape();
        Map<String, String> shop = Map.of("job", "shop");
        assertThat(value(all, "windowpane_job_read_records_total", shop)).isEqualTo(100);
        assertThat(value(all, "windowpane_job_dead_letters", Map.of("job", "shop", "reason", "NOT_JSON")))
                .isEqualTo(7);
        assertThat(value(all, "windowpane_job_commits_total", shop)).isEqualTo(5);
        assertThat(value(all, "windowpane_ledger_balanced", shop)).isEqualTo(1);
        assertThat(value(all, "windowpane_job_lag_records", shop)).isEqualTo(1234);
        assertThat(value(all, "windowpane_job_commit_duration_seconds", shop)).isEqualTo(0.017);
        assertThat(value(all, "windowpane_job_busy_ratio", shop)).isEqualTo(0.25);
        assertThat(all.named("windowpane_job_state").stream()
                        .mapToDouble(Sample::value)
                        .sum())
                .as("a job is in one state")
                .isEqualTo(1);
        assertThat(value(all, "windowpane_lease_held", Map.of())).isEqualTo(1);
        assertThat(value(all, "windowpane_reconcile_pass_seconds_count", Map.of()))
                .isPositive();
    }

    @Test
    void saysThatTheLedgerIsBrokenOnceItWas() {
        awaitSample("windowpane_ledger_balanced");
        stack.sql("insert into ledger_violation (job, rule, detail) select id, 'PARTITION', 'by a test' from job");
        await().atMost(PATIENCE).until(() -> value(scrape(), "windowpane_ledger_balanced", Map.of("job", "shop")) == 0);
    }

    @Test
    void forgetsADeletedJob() {
        awaitSample("windowpane_job_read_records_total");
        awaitSample("windowpane_job_state");
        stack.empty();
        await().atMost(PATIENCE)
                .until(() -> scrape().samples().stream()
                        .noneMatch(sample -> "shop".equals(sample.labels().get("job"))));
    }

    @Test
    void hasExactlyTheFamiliesOfTheDocument() throws IOException {
        awaitSample("windowpane_job_lag_records");
        Exposition all = scrape();
        Map<String, Documented> document = document();
        Set<String> ours = all.types().keySet().stream()
                .filter(name -> name.startsWith("windowpane_"))
                // Micrometer's addition to each timer
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).isEqualTo(document.keySet());
        document.forEach((name, told) -> {
            assertThat(all.types()).as(name).containsEntry(name, told.type());
            assertThat(all.helps().get(name)).as("HELP of %s", name).isNotBlank();
            all.samples().stream()
                    .filter(sample -> all.family(sample.name()).equals(Optional.of(name)))
                    .forEach(sample ->
                            assertThat(sample.labels().keySet()).as(name).isSubsetOf(told.labels()));
        });
    }

    @Test
    void noTagGrowsWithWhatIsAskedFor() {
        awaitSample("windowpane_job_state");
        for (int i = 0; i < 20; i++) {
            given().get("/api/jobs/nobody-%d".formatted(i));
            given().get("/api/jobs/nobody-%d/metrics".formatted(i));
            given().get("/nothing-%d".formatted(i));
            given().get("/assets/nothing-%d.js".formatted(i));
        }
        List<String> values = scrape().samples().stream()
                .flatMap(sample -> sample.labels().values().stream())
                .distinct()
                .toList();
        assertThat(values).noneMatch(value -> value.contains("nobody") || value.contains("nothing"));
        // Flink's ids of jobs and vertices
        assertThat(values).noneMatch(value -> value.matches(".*[0-9a-f]{32}.*"));
        assertThat(values).contains("/api/jobs/{name}", "/api/jobs/{name}/metrics");
    }

    private static Map<String, Documented> document() throws IOException {
        Map<String, Documented> families = new TreeMap<>();
        Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `windowpane_"))
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> families.put(
                        cells[1].strip().replace("`", ""),
                        new Documented(
                                cells[2].strip(),
                                Arrays.stream(cells[3].replace("`", "").split(",", -1))
                                        .map(String::strip)
                                        .filter(label -> !label.isEmpty())
                                        .collect(Collectors.toSet()))));
        return families;
    }
}
