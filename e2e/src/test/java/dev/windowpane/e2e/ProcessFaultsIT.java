package dev.windowpane.e2e;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that die, or freeze, and come back. */
@Tag("full")
@Order(101)
@ExtendWith(FullExtension.class)
class ProcessFaultsIT {
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration KILLED = Duration.ofSeconds(10);
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final Duration COLD = Duration.ofSeconds(20);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(10);

    @Test
    @Order(0)
    @Tag("F0")
    void withoutAnyFault(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        long before = scenario.stack.database.read();
        Duration watched = Duration.ofSeconds(30);
        scenario.stack.watchFor(watched);
        long rate = (scenario.stack.database.read() - before) / watched.toSeconds();

        scenario.figure(Figure.atLeast("records a second", rate, scenario.stack.traffic.rate() * 95L / 100));
        scenario.atMost("age of provisional counts, p95", scenario.stack.timeline.ageP95(), Duration.ofSeconds(2));
        scenario.atMost(
                "FINAL after a window's end, p95", scenario.stack.timeline.finalAfterP95(), Duration.ofSeconds(17));
        scenario.endExactly();
    }

    @Test
    @Order(1)
    @Tag("F1")
    void taskManagerKilledAgainAndAgain(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        for (int i = 0; i < 3; i++) {
            int number = scenario.stack.busyTaskManager();
            scenario.stack.local.flink().killTaskManager(number);
            scenario.stack.awaitCommits(2);
            scenario.stack.local.flink().startTaskManager(number);
            scenario.stack.watchFor(scenario.randomly(Duration.ofSeconds(1), SHORT));
        }
        scenario.gapAtMost("counting again", KILLED);
        scenario.endExactly();
    }

    @Test
    @Order(2)
    @Tag("F2")
    void jobManagerKilledAndEveryCheckpointDeleted(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        scenario.stack.local.killJobManager();
        scenario.stack.local.deleteCheckpoints();
        scenario.stack.local.startJobManager();
        scenario.stack.awaitCommits(3);
        scenario.gapAtMost("counting again", COLD);
        scenario.stack.awaitTaskManagers();
        scenario.stack.flinkJob();
        scenario.endExactly();
    }

    @Test
    @Order(3)
    @Tag("F4")
    void postgresKilledAndAwayForFiveSeconds(Scenario scenario) {
        postgresAway(scenario, SHORT);
    }

    @Test
    @Order(4)
    @Tag("F4")
    void postgresKilledAndAwayForAMinute(Scenario scenario) {
        postgresAway(scenario, OUTAGE);
    }

    private static void postgresAway(Scenario scenario, Duration time) {
        scenario.underLoad(Mix.USUAL);
        String job = scenario.stack.flinkJob();
        Instant begin = scenario.stack.clock.instant();
        scenario.stack.local.killPostgres();
        scenario.stack.watchFor(time);
        scenario.stack.local.startPostgres();
        Duration caughtUp = scenario.stack.caughtUp();

        scenario.figure(Figure.atMost(
                "job restarts",
                scenario.stack.flinkJob().equals(job) ? scenario.stack.flink.restarts(job, begin) : 1,
                0));
        scenario.atMost("caught up after its return", caughtUp, CAUGHT_UP);
        scenario.endExactly();
    }

    @Test
    @Order(5)
    @Tag("F4")
    void postgresKilledAtRandomInstantsAlsoInsideCommit(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        for (int i = 0; i < 8; i++) {
            scenario.stack.watchFor(scenario.randomly(Duration.ofMillis(500), Duration.ofSeconds(2)));
            scenario.stack.local.killPostgres();
            scenario.stack.local.startPostgres();
        }
        scenario.atMost("caught up after the last", scenario.stack.caughtUp(), CAUGHT_UP);
        scenario.endExactly();
    }

    @Test
    @Order(6)
    @Tag("F5")
    void kafkaKilledAndAwayForAMinute(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        scenario.stack.local.killKafka();
        scenario.stack.watchFor(OUTAGE);
        scenario.stack.local.startKafka();
        scenario.stack.awaitCommits(2);
        scenario.stack.watchFor(SHORT);
        scenario.atMost("caught up after its return", scenario.stack.caughtUp(), CAUGHT_UP);
        scenario.endExactly();
    }

    @Test
    @Order(7)
    @Tag("F7")
    void taskManagerFrozenForAMinuteAndWokenAsAZombie(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        int number = scenario.stack.busyTaskManager();
        scenario.stack.local.flink().pauseTaskManager(number);
        scenario.stack.watchFor(OUTAGE);
        scenario.stack.local.flink().resumeTaskManager(number);
        scenario.stack.watchFor(SHORT);
        scenario.gapAtMost("counting again", FROZEN);
        scenario.stack.local.flink().startTaskManager(number);
        scenario.stack.awaitTaskManagers();
        scenario.endExactly();
    }

    @Test
    @Order(8)
    @Tag("F3")
    void controlPlaneKilledUnderLoad(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        String job = scenario.stack.flinkJob();
        scenario.stack.local.killControlPlane();
        scenario.stack.watchFor(SHORT);
        scenario.stack.local.startControlPlane();
        scenario.stack.awaitRunning();
        scenario.figure(
                Figure.atMost("jobs launched anew", scenario.stack.flinkJob().equals(job) ? 0 : 1, 0));
        scenario.gapAtMost("longest gap", Duration.ofSeconds(3));
        scenario.endExactly();
    }
}
