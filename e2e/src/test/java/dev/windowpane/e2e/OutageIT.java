package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.FaultProxy;
import dev.windowpane.traffic.Hit;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the job stands on goes away and comes back. The long outages are in the full set. */
@Order(8)
@ExtendWith(StackExtension.class)
class OutageIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int SIZE = 10_000;
    /** The log is 20 minutes long and replayed in 6 seconds. */
    private static final String SPEED = "200";

    private static TrafficProgram.Run replay(Stack stack, int seed, Path directory) {
        AccessLog log = AccessLog.steady(
                seed,
                Instant.parse("2024-04-%02dT00:00:00Z".formatted(seed)),
                Duration.ofMinutes(20),
                SIZE,
                List.of("a.outage.example", "b.outage.example"));
        long before = stack.database.read();
        TrafficProgram.Run run =
                stack.traffic.startReplay(log.writeVhostCombined(directory.resolve("a.log")), "--speed", SPEED);
        stack.expected.hits(log.hits());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(stack.database.read()).isGreaterThan(before));
        return run;
    }

    private static void endExactly(Stack stack, TrafficProgram.Run replay) {
        assertThat(replay.exitCode()).as(replay.text()).isZero();
        stack.awaitRunning();
        stack.awaitExact();
    }

    @Test
    void aKilledPostgresIsWaitedForWithoutARestart(Stack stack, @TempDir Path directory) {
        TrafficProgram.Run replay = replay(stack, 21, directory);
        String job = stack.flink.liveJobs().getFirst();
        Instant begin = InstantSource.system().instant();
        stack.local.killPostgres();
        stack.local.startPostgres();

        endExactly(stack, replay);
        assertThat(stack.flink.liveJobs()).containsExactly(job);
        assertThat(stack.flink.restarts(job, begin)).isZero();
    }

    @Test
    void aKilledKafkaLosesAndDoublesNothing(Stack stack) {
        Instant now = InstantSource.system().instant();
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (i == 100) {
                stack.local.killKafka();
                stack.local.startKafka();
            }
            Hit hit = new Hit("192.0.2.1", now.minusSeconds(i), "-", "kafka.outage.example", "/");
            stack.topic.send(now, hit.toJson());
            hits.add(hit);
        }
        stack.expected.hits(hits);

        stack.awaitRunning();
        stack.awaitExact();
    }

    @Test
    void brokenLinksHealAndLaunchNothingTwice(Stack stack, @TempDir Path directory) {
        TrafficProgram.Run replay = replay(stack, 22, directory);
        for (FaultProxy link : List.of(stack.local.postgresLink(), stack.local.kafkaLink(), stack.local.flinkLink())) {
            link.halfOpen();
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            link.cut();
            link.resume();
        }

        endExactly(stack, replay);
        assertThat(stack.flink.liveJobs())
                .containsExactly(stack.run().path("id").asText());
    }

    @Test
    void aTaskManagerThatIsWokenAfterItWasGivenUpChangesNothing(Stack stack, @TempDir Path directory) {
        TrafficProgram.Run replay = replay(stack, 23, directory);
        stack.local.pauseTaskManager();
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(stack.flink.taskManagers()).isEmpty());
        stack.local.resumeTaskManager();

        endExactly(stack, replay);
    }
}
