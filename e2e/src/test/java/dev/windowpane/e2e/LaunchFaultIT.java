package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Order(6)
@ExtendWith(StackExtension.class)
class LaunchFaultIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Set<String> AT_FLINK = Set.of("SUBMITTING", "STARTING", "RUNNING");

    @BeforeEach
    void stopTheJob(Stack stack) {
        stack.api.order(Stack.JOB, "stop");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(stack.api.job(Stack.JOB).path("state").asText())
                                .isEqualTo("STOPPED"));
        assertThat(stack.flink.liveJobs()).isEmpty();
    }

    @Test
    void aControlPlaneKilledAsSoonAsItAcceptedAStartLeavesExactlyOneJob(Stack stack, @TempDir Path directory) {
        stack.api.order(Stack.JOB, "start");
        stack.local.killControlPlane();

        assertExactlyOneJobThatCounts(stack, 10, directory);
    }

    @Test
    void aControlPlaneKilledWhileItSubmitsLeavesExactlyOneJob(Stack stack, @TempDir Path directory) {
        String runBefore = stack.run().path("id").asText();
        stack.api.order(Stack.JOB, "start");
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isAtFlink(stack.run(), runBefore));
        stack.local.killControlPlane();

        assertExactlyOneJobThatCounts(stack, 11, directory);
    }

    private static boolean isAtFlink(JsonNode run, String runBefore) {
        return !run.path("id").asText().equals(runBefore)
                && AT_FLINK.contains(run.path("phase").asText());
    }

    private static void assertExactlyOneJobThatCounts(Stack stack, long seed, Path directory) {
        stack.local.startControlPlane();
        stack.awaitRunning();
        await().during(Duration.ofSeconds(4))
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> stack.flink
                        .liveJobs()
                        .equals(List.of(stack.run().path("id").asText())));
        AccessLog log = AccessLog.steady(
                seed, Instant.parse("2024-03-01T00:00:00Z"), Duration.ofMinutes(10), 500, List.of("launch.example"));
        stack.traffic.replay(log.writeVhostCombined(directory.resolve("a.log")));
        stack.expected.hits(log.hits());
        stack.awaitExact();
    }
}
