package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that has launched a job very often is as good as a new one. */
@Tag("full")
@Order(108)
@ExtendWith(FullExtension.class)
class ClusterWearIT {
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Until everything that is loaded once is loaded. */
    private static final int FIRST = 20;

    private static final int CYCLES = 200;
    private static final long MOST_KIB_EACH = 200;

    @Test
    @Tag("F21")
    void twoHundredLaunchesAndStops(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        cycle(stack, FIRST);
        long jobManager = metaspaceKib(stack, "jobmanager");
        long taskManagers = metaspaceKib(stack, "taskmanager");
        cycle(stack, CYCLES - FIRST);
        int more = CYCLES - FIRST;
        scenario.figure(Figure.atMost(
                "metaspace of the JobManager, KiB a launch",
                (metaspaceKib(stack, "jobmanager") - jobManager) / more,
                MOST_KIB_EACH));
        scenario.figure(Figure.atMost(
                "metaspace of the TaskManagers, KiB a launch",
                (metaspaceKib(stack, "taskmanager") - taskManagers) / more,
                MOST_KIB_EACH));
        scenario.figure(Figure.atMost("JARs at Flink", stack.flink.jars(), 1));
        scenario.endExactly();
    }

    private static void cycle(FullStack stack, int times) {
        for (int i = 0; i < times; i++) {
            stack.api.order(FullStack.JOB, "stop");
            awaitState(stack, "STOPPED");
            stack.api.order(FullStack.JOB, "start");
            awaitState(stack, "RUNNING");
        }
    }

    private static void awaitState(FullStack stack, String state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(
                                stack.api.job(FullStack.JOB).path("state").asText())
                        .isEqualTo(state));
    }

    private static long metaspaceKib(FullStack stack, String processes) {
        return stack.local.addresses().pids().entrySet().stream()
                .filter(it -> it.getKey().startsWith(processes))
                .mapToLong(it -> metaspaceKib(it.getValue()))
                .sum();
    }

    private static long metaspaceKib(long pid) {
        Jcmd.ask(pid, "GC.run");
        Matcher used = METASPACE.matcher(Jcmd.ask(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not say how much metaspace %d uses".formatted(pid));
        }
        return Long.parseLong(used.group(1));
    }
}
