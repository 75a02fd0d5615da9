package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.local.Addresses;
import dev.windowpane.local.LocalStack;
import dev.windowpane.prover.Pace;
import dev.windowpane.prover.Poller;
import dev.windowpane.traffic.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one stack of all tests, with everything that tests need to act on it and to look into it. */
final class Stack implements AutoCloseable {
    /** The main job, which the two views show. */
    static final String JOB = "log-aggregation";

    private static final Duration EXACT_WITHIN = Duration.ofSeconds(60);

    final Path directory;
    final LocalStack local;
    final Database database;
    final Api api;
    final FlinkApi flink;
    final Topic topic;
    final TrafficProgram traffic;
    final Expected expected = new Expected();
    final Poller watch;

    private Stack(Path directory, LocalStack local) {
        this.directory = directory;
        this.local = local;
        Addresses addresses = local.addresses();
        String kafka = Objects.requireNonNull(addresses.kafkaBootstrap());
        this.database = new Database(Objects.requireNonNull(addresses.postgres()));
        this.api = new Api(Objects.requireNonNull(addresses.controlPlane()));
        this.flink = new FlinkApi(Objects.requireNonNull(addresses.flink()));
        this.topic = new Topic(kafka, addresses.topic());
        this.traffic = new TrafficProgram(kafka, addresses.topic(), directory);
        this.watch = Looks.at(Objects.requireNonNull(addresses.postgres()), Pace.USUAL, look -> {});
    }

    static Stack start() {
        Checkout.requireBuilt();
        Path directory = Checkout.newDirectory("stack-");
        Stack stack =
                new Stack(directory, LocalStack.in(directory).breakableLinks().start());
        stack.awaitRunning();
        stack.watch.begin();
        return stack;
    }

    /** Returns when the main job is observed as running. */
    void awaitRunning() {
        await().atMost(EXACT_WITHIN)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(
                        () -> assertThat(api.job(JOB).path("state").asText()).isEqualTo("RUNNING"));
    }

    /** The main job's newest run. */
    JsonNode run() {
        return api.get("/api/jobs/%s/runs".formatted(JOB)).path("items").path(0);
    }

    /** Returns when both tables, both views, the dead letters and the ledger hold exactly what was sent. */
    void awaitExact() {
        await().atMost(EXACT_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(database.read()).isEqualTo(expected.read()));
        assertThat(Tally.differences(expected.tally().byHost(), database.byHost("hits_by_host", "window_start")))
                .isEmpty();
        assertThat(Tally.differences(
                        expected.tally().byHostAndReferrer(),
                        database.byReferrer("hits_by_host_and_referrer", "window_start")))
                .isEmpty();
        assertThat(Tally.differences(
                        expected.tally().byHost(), database.byHost("processed_events_aggregated", "event_hour")))
                .isEmpty();
        assertThat(Tally.differences(
                        expected.tally().byHostAndReferrer(),
                        database.byReferrer("processed_events_aggregated_source", "event_hour")))
                .isEmpty();
        assertThat(database.deadLetters()).isEqualTo(expected.deadLetters());
        assertLedgerEndpointAgrees();
    }

    private void assertLedgerEndpointAgrees() {
        JsonNode ledger = api.get("/api/ledger");
        assertThat(ledger.path("balanced").asBoolean()).as("%s", ledger).isTrue();
        assertThat(ledger.path("read").asLong()).isEqualTo(expected.read());
        assertThat(ledger.path("counted").asLong()).isEqualTo(expected.tally().hits());
        Map<String, Long> byReason = ledger.path("deadLetters").path("byReason").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLong()));
        assertThat(byReason).isEqualTo(expected.deadLetters());
    }

    @Override
    public void close() {
        watch.close();
        topic.close();
        local.close();
        database.close();
        delete(directory.resolve("data"));
    }

    /** The logs stay for whoever wants to know why a test failed. */
    static void delete(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
