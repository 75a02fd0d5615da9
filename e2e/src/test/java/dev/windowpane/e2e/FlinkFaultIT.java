package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Order(5)
@ExtendWith(StackExtension.class)
class FlinkFaultIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIZE = 30_000;
    /** The log is 20 minutes long and replayed in 12 seconds. */
    private static final String SPEED = "100";

    private static AccessLog log(long seed, String start) {
        return AccessLog.steady(
                seed,
                Instant.parse(start),
                Duration.ofMinutes(20),
                SIZE,
                List.of("a.fault.example", "b.fault.example"));
    }

    private static void awaitReadBeyond(Stack stack, long read) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(stack.database.read()).isGreaterThan(read));
    }

    @Test
    @Order(1)
    void aTaskManagerKilledInTheMiddleChangesNothingInTheEnd(Stack stack, @TempDir Path directory) {
        AccessLog log = log(5, "2024-01-01T00:00:00Z");
        long before = stack.database.read();
        String job = stack.flink.liveJobs().getFirst();
        int failuresBefore = stack.flink.failures(job);

        TrafficProgram.Run replay =
                stack.traffic.startReplay(log.writeVhostCombined(directory.resolve("a.log")), "--speed", SPEED);
        stack.expected.hits(log.hits());
        awaitReadBeyond(stack, before + SIZE / 10);
        stack.local.killTaskManager();
        assertThat(replay.process().isAlive()).as("killed in the middle").isTrue();
        stack.local.startTaskManager();

        assertThat(replay.exitCode()).as(replay.text()).isZero();
        stack.awaitExact();
        assertThat(stack.flink.liveJobs()).containsExactly(job);
        assertThat(stack.flink.failures(job)).as("the job noticed").isGreaterThan(failuresBefore);
    }

    @Test
    @Order(2)
    void withoutJobManagerAndCheckpointsTheJobGoesOnByItself(Stack stack, @TempDir Path directory) {
        AccessLog log = log(6, "2024-02-01T00:00:00Z");
        long before = stack.database.read();

        TrafficProgram.Run replay =
                stack.traffic.startReplay(log.writeVhostCombined(directory.resolve("a.log")), "--speed", SPEED);
        stack.expected.hits(log.hits());
        awaitReadBeyond(stack, before + SIZE / 10);
        stack.local.killJobManager();
        stack.local.deleteCheckpoints();
        assertThat(replay.process().isAlive()).as("killed in the middle").isTrue();
        stack.local.startJobManager();

        assertThat(replay.exitCode()).as(replay.text()).isZero();
        stack.awaitExact();
        stack.awaitRunning();
        assertThat(stack.flink.liveJobs()).hasSize(1);
    }
}
