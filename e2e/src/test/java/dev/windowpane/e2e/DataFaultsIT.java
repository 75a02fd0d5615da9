package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.traffic.Hit;
import dev.windowpane.traffic.MalformedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes in is wrong, late, too much, or nothing. */
@Tag("full")
@Order(103)
@ExtendWith(FullExtension.class)
class DataFaultsIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int GROWTH_MIB = 64;
    /** Samples of each of ten reasons, and those of the last commits that were not pruned yet. */
    private static final int MOST_SAMPLES = 10 * 1_000 + 2_000;

    @Test
    @Order(1)
    @Tag("F13")
    void theMalformedCorpusAndAMinuteOfNothingButGarbage(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        String job = stack.flinkJob();
        Instant begin = stack.clock.instant();
        List<MalformedRecord> corpus = MalformedRecord.corpus();
        for (MalformedRecord record : corpus) {
            stack.log.bad(
                    scenario.random.nextInt(3),
                    stack.clock.instant(),
                    record.value().orElse(null),
                    record.reason());
        }
        HeapWatch heap = new HeapWatch(stack);
        stack.traffic.flow(Mix.USUAL.withBad(1));
        watchHeap(stack, heap, MINUTE);

        scenario.figure(Figure.atMost("live heap growth, MiB", heap.growthMib(), GROWTH_MIB));
        scenario.figure(Figure.of("highest heap of both TaskManagers, MiB", "%,d".formatted(heap.highestMib())));
        scenario.figure(Figure.atMost("job restarts", stack.flink.restarts(job, begin), 0));
        assertThat(stack.flinkJob()).isEqualTo(job);
        scenario.endExactly();
        long samples = stack.database.number("select count(*) from dead_letters");
        scenario.figure(Figure.atMost("dead letters kept", samples, MOST_SAMPLES));
        assertThat(samples).isLessThan(MOST_SAMPLES * 2L);
    }

    private static void watchHeap(FullStack stack, HeapWatch heap, Duration time) {
        Instant end = stack.clock.instant().plus(time);
        await().atMost(time.multipliedBy(3)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            heap.look();
            return stack.clock.instant().isAfter(end);
        });
    }

    @Test
    @Order(2)
    @Tag("F14")
    void impossibleTimesBetweenGoodHits(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        for (int round = 0; round < 20; round++) {
            time(scenario, "\"2099-01-01T00:00:00.000000\"", "TOO_FAR_IN_FUTURE");
            time(scenario, "\"1970-01-01T00:00:00.000000\"", "TOO_OLD");
            time(scenario, "\"300000-01-01T00:00:00.000000\"", "BAD_TIME");
            time(scenario, "\"NaN\"", "BAD_TIME");
            time(scenario, "NaN", "NOT_JSON");
            time(scenario, "\"2026-02-30T12:00:00.000000\"", "BAD_TIME");
            // The hour that summer time skips or repeats elsewhere is an hour like any other in UTC
            for (String hour : List.of("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z", "2026-10-25T02:30:00Z")) {
                Instant time = Instant.parse(hour);
                stack.log.hit(
                        scenario.random.nextInt(3),
                        time.plusSeconds(round),
                        new Hit("192.0.2.9", time, "-", "summer-time.example", "/"));
            }
        }
        stack.watchFor(Duration.ofSeconds(15));
        scenario.atMost("FINAL after a window's end, p95", stack.timeline.finalAfterP95(), Duration.ofSeconds(17));
        scenario.endExactly();
    }

    private static void time(Scenario scenario, String time, String reason) {
        scenario.stack.log.bad(
                scenario.random.nextInt(3),
                scenario.stack.clock.instant(),
                "{\"event_time\":%s,\"host\":\"time.example\",\"referrer\":\"-\"}"
                        .formatted(time)
                        .getBytes(StandardCharsets.UTF_8),
                reason);
    }

    @Test
    @Order(3)
    @Tag("F15")
    void stormOfLateHitsWhileTheJobRestarts(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL.withOld(0.7));
        for (int i = 0; i < 2; i++) {
            stack.watchFor(scenario.randomly(Duration.ofSeconds(1), Duration.ofSeconds(4)));
            int number = stack.busyTaskManager();
            stack.local.flink().killTaskManager(number);
            stack.local.flink().startTaskManager(number);
            stack.awaitCommits(2);
        }
        scenario.gapAtMost("counting again", Duration.ofSeconds(10));
        scenario.endExactly();
    }

    @Test
    @Order(4)
    @Tag("F16")
    void onePartitionIdleThenAllThenNoneAgain(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL.withPartitions(2));
        stack.watchFor(Duration.ofSeconds(35));
        stack.timeline.begin();
        stack.watchFor(Duration.ofSeconds(12));
        scenario.atMost("FINAL with an idle partition, p95", stack.timeline.finalAfterP95(), Duration.ofSeconds(17));

        stack.traffic.stop();
        Instant stopped = stack.clock.instant();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stack.timeline.isFinal(stopped));
        scenario.atMost("FINAL after all traffic stopped", Duration.between(stopped, stack.clock.instant()), MINUTE);

        scenario.underLoad(Mix.USUAL);
        stack.watchFor(Duration.ofSeconds(5));
        scenario.endExactly();
    }

    @Test
    @Order(5)
    @Tag("F20")
    void aMillionReferrersInOneWindow(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        String job = stack.flinkJob();
        Instant begin = stack.clock.instant();
        HeapWatch heap = new HeapWatch(stack);
        Instant time = stack.clock.instant();
        for (int i = 0; i < 1_000_000; i++) {
            Hit hit = new Hit("192.0.2.8", time, "https://%d.example/".formatted(i), "flood.example", "/");
            stack.log.flood(i % 3, time, hit);
            if (i % 50_000 == 0) {
                heap.look();
            }
        }
        stack.caughtUp();
        watchHeap(stack, heap, Duration.ofSeconds(15));
        scenario.figure(Figure.atMost("live heap growth, MiB", heap.growthMib(), GROWTH_MIB));
        scenario.figure(Figure.of("highest heap of both TaskManagers, MiB", "%,d".formatted(heap.highestMib())));
        scenario.figure(Figure.atMost("job restarts", stack.flink.restarts(job, begin), 0));
        scenario.endExactly();
        long rows =
                stack.database.number("select count(*) from hits_by_host_and_referrer where host = 'flood.example'");
        scenario.figure(Figure.atMost("rows of the host", rows, 1_001));
        assertThat(rows).as("kept and (other)").isLessThanOrEqualTo(1_001);
    }
}
