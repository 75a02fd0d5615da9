package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many listen as may, and none of them reads. */
@Tag("full")
@Order(111)
@ExtendWith(FullExtension.class)
class ManyListenersIT {
    private static final int MOST = 1_000;
    private static final int CALLS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUICK = Duration.ofMillis(500);
    private static final long MOST_HEAP_MIB = 128;

    @Test
    @Tag("F22")
    void aThousandListenersThatDoNotRead(Scenario scenario) {
        FullStack stack = scenario.stack;
        long pid = Objects.requireNonNull(stack.local.addresses().pids().get("control-plane"));
        scenario.underLoad(Mix.USUAL);
        long heapBefore = Jcmd.heap(pid);
        try (SlowListeners listeners = new SlowListeners(stack.api.url)) {
            for (int i = 0; i < MOST; i++) {
                assertThat(listeners.add()).as("listener %d", i).isEqualTo(200);
            }
            HttpResponse<String> refused =
                    stack.api.send(stack.api.request("/api/live").GET());
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();

            // Events that nobody takes pile up meanwhile
            stack.api.order(FullStack.JOB, "restart");
            scenario.atMost("an answer to others meanwhile, p99", p99(stack), QUICK);
            stack.awaitAsDesired();
            long heap = Jcmd.heap(pid);
            scenario.figure(Figure.of("heap of the control plane before", "%,d KiB".formatted(heapBefore)));
            scenario.figure(Figure.atMost("heap of the control plane, MiB", heap >> 10, MOST_HEAP_MIB));
        }
        scenario.figure(Figure.of("the 1,001st listener", "503 with Retry-After"));
        awaitRoom(stack);
        scenario.endExactly();
    }

    private static Duration p99(FullStack stack) {
        List<Duration> took = new ArrayList<>();
        List<String> paths = List.of("/api/jobs", "/api/ledger", "/api/jobs/" + FullStack.JOB, "/api/operations");
        for (int i = 0; i < CALLS; i++) {
            Instant begin = stack.clock.instant();
            stack.api.get(paths.get(i % paths.size()));
            took.add(Duration.between(begin, stack.clock.instant()));
            stack.watchFor(Duration.ofMillis(50));
        }
        return took.stream().sorted().toList().get(CALLS * 99 / 100 - 1);
    }

    /** Those that have gone are not counted for ever. */
    private static void awaitRoom(FullStack stack) {
        await().atMost(PATIENCE).until(() -> {
            try (SlowListeners another = new SlowListeners(stack.api.url)) {
                return another.add() == 200;
            }
        });
    }
}
