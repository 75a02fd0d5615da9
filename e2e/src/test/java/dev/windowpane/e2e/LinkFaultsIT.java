package dev.windowpane.e2e;

import dev.windowpane.local.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks that break between processes that live. */
@Tag("full")
@Order(102)
@ExtendWith(FullExtension.class)
class LinkFaultsIT {
    private static final Duration CUT = Duration.ofSeconds(4);
    private static final Duration SILENCE = Duration.ofSeconds(12);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(10);

    @Test
    @Order(1)
    @Tag("F6")
    void linkToPostgresCutAndHalfOpen(Scenario scenario) {
        breakLink(scenario, scenario.stack.local.postgresLink());
    }

    @Test
    @Order(2)
    @Tag("F6")
    void linkToKafkaCutAndHalfOpen(Scenario scenario) {
        breakLink(scenario, scenario.stack.local.kafkaLink());
    }

    private static void breakLink(Scenario scenario, FaultProxy link) {
        scenario.underLoad(Mix.USUAL);
        String job = scenario.stack.flinkJob();
        Instant begin = scenario.stack.clock.instant();
        try {
            link.cut();
            scenario.stack.watchFor(CUT);
            link.resume();
            scenario.atMost("caught up after the cut", scenario.stack.caughtUp(), CAUGHT_UP);
            link.halfOpen();
            scenario.stack.watchFor(SILENCE);
        } finally {
            link.resume();
        }
        scenario.atMost("caught up after the silence", scenario.stack.caughtUp(), CAUGHT_UP);
        scenario.figure(Figure.atMost(
                "job restarts",
                scenario.stack.flinkJob().equals(job) ? scenario.stack.flink.restarts(job, begin) : 1,
                0));
        scenario.endExactly();
    }

    @Test
    @Order(3)
    @Tag("F6")
    void linkFromTheControlPlaneToFlinkCutAndHalfOpen(Scenario scenario) {
        FaultProxy link = scenario.stack.local.flinkLink();
        scenario.underLoad(Mix.USUAL);
        String job = scenario.stack.flinkJob();
        try {
            link.cut();
            scenario.stack.watchFor(CUT);
            link.halfOpen();
            scenario.stack.watchFor(SILENCE);
        } finally {
            link.resume();
        }
        scenario.stack.awaitRunning();
        scenario.figure(
                Figure.atMost("jobs launched anew", scenario.stack.flinkJob().equals(job) ? 0 : 1, 0));
        scenario.gapAtMost("longest gap", Duration.ofSeconds(3));
        scenario.endExactly();
    }

    @Test
    @Order(4)
    @Tag("F9")
    void postgresSoSlowThatACommitTakesSeconds(Scenario scenario) {
        FaultProxy link = scenario.stack.local.postgresLink();
        scenario.underLoad(Mix.USUAL);
        String job = scenario.stack.flinkJob();
        Instant begin = scenario.stack.clock.instant();
        try {
            link.delay(Duration.ofMillis(100));
            scenario.stack.watchFor(Duration.ofSeconds(20));
        } finally {
            link.resume();
        }
        scenario.gapAtMost("longest gap", Duration.ofSeconds(10));
        scenario.atMost("caught up after it was over", scenario.stack.caughtUp(), CAUGHT_UP);
        scenario.figure(Figure.atMost("job restarts", scenario.stack.flink.restarts(job, begin), 0));
        scenario.endExactly();
    }
}
