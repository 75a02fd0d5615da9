package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that has launched jobs very often is as good as a new one. */
@Tag("full")
@Order(108)
@ExtendWith(FullExtension.class)
class ClusterWearIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Each in a slot, all at once: one after the other would take most of its time waiting. */
    private static final int JOBS = 5;
    /** Until everything that is loaded once is loaded. */
    private static final int FIRST = 20;

    private static final int CYCLES = 200;
    /** With 200 of them, a tenth of the 256 MiB that each process may take. */
    private static final long MOST_KIB_EACH = 128;

    @Test
    @Tag("F21")
    void twoHundredLaunchesAndStops(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        stack.traffic.stop();
        stack.local.kafka().createTopic("quiet", 1);
        List<String> jobs =
                IntStream.range(0, JOBS).mapToObj("wear-%d"::formatted).toList();
        jobs.forEach(job -> make(stack, job));
        cycle(stack, jobs, FIRST);
        long jobManager = metaspaceKib(stack, "jobmanager");
        long taskManagers = metaspaceKib(stack, "taskmanager");
        cycle(stack, jobs, CYCLES - FIRST);
        tell(scenario, "JobManager", jobManager, metaspaceKib(stack, "jobmanager"));
        tell(scenario, "TaskManagers together", taskManagers, metaspaceKib(stack, "taskmanager"));
        jobs.forEach(job -> delete(stack, job));
        scenario.figure(Figure.atMost("JARs at Flink", stack.flink.jars(), 1));
        scenario.figure(
                Figure.atMost("live jobs at Flink", stack.flink.liveJobs().size(), 1));
        scenario.endExactly();
    }

    private static void tell(Scenario scenario, String who, long before, long after) {
        scenario.figure(Figure.of(
                "metaspace of the " + who,
                "%,d KiB after %d launches, %,d after %d".formatted(before, FIRST, after, CYCLES)));
        long each = Math.max(0, after - before) / (CYCLES - FIRST);
        scenario.figure(Figure.atMost("KiB of it for each launch", each, MOST_KIB_EACH));
        assertThat(each).as("KiB of metaspace for each launch").isLessThan(MOST_KIB_EACH * Figure.INTOLERABLE);
    }

    private static void make(FullStack stack, String job) {
        ObjectNode spec = stack.api.job(FullStack.JOB).path("spec").deepCopy();
        spec.put("name", job);
        spec.withObject("/source").put("topic", "quiet");
        spec.withObject("/execution").put("parallelism", 1);
        HttpResponse<String> answer = stack.api.send(stack.api
                .request("/api/jobs?desired=STOPPED")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spec.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void delete(FullStack stack, String job) {
        HttpResponse<String> answer =
                stack.api.send(stack.api.request("/api/jobs/" + job).DELETE());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** @param times of all jobs together */
    private static void cycle(FullStack stack, List<String> jobs, int times) {
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.stream()
                    .map(job -> CompletableFuture.runAsync(() -> cycle(stack, job, times / JOBS), users))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static void cycle(FullStack stack, String job, int times) {
        for (int i = 0; i < times; i++) {
            stack.api.order(job, "start");
            awaitState(stack, job, "RUNNING");
            stack.api.order(job, "stop");
            awaitState(stack, job, "STOPPED");
        }
    }

    private static void awaitState(FullStack stack, String job, String state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> stack.api.job(job).path("state").asText(), state::equals);
    }

    private static long metaspaceKib(FullStack stack, String processes) {
        return stack.local.addresses().pids().entrySet().stream()
                .filter(it -> it.getKey().startsWith(processes))
                .mapToLong(it -> Jcmd.metaspace(it.getValue()))
                .sum();
    }
}
