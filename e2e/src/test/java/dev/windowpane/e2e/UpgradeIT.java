package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("full")
@Order(105)
@ExtendWith(FullExtension.class)
class UpgradeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @Tag("F18")
    void parallelismChangedTwiceUnderLoad(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        for (int parallelism : new int[] {1, 3}) {
            String before = stack.flinkJob();
            replaceParallelism(stack, parallelism);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> stack.flink.liveJobs().stream().noneMatch(before::equals)
                            && stack.flink.liveJobs().size() == 1);
            stack.awaitRunning();
            stack.awaitCommits(2);
        }
        scenario.gapAtMost("longest gap", Duration.ofSeconds(10));
        scenario.endExactly();
    }

    private static void replaceParallelism(FullStack stack, int parallelism) {
        String path = "/api/jobs/" + FullStack.JOB;
        JsonNode job = stack.api.get(path);
        ObjectNode spec = job.path("spec").deepCopy();
        spec.withObject("/execution").put("parallelism", parallelism);
        HttpResponse<String> answer = stack.api.send(stack.api
                .request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"%d\"".formatted(job.path("revision").asLong()))
                .PUT(HttpRequest.BodyPublishers.ofString(spec.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
