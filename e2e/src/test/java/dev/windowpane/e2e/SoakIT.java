package dev.windowpane.e2e;

import dev.windowpane.local.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faults by chance, one after the other and without waiting until all is well again. */
@Tag("full")
@Order(106)
@ExtendWith(FullExtension.class)
class SoakIT {
    private enum Fault {
        TASK_MANAGER_KILLED,
        JOB_MANAGER_KILLED,
        CONTROL_PLANE_KILLED,
        POSTGRES_KILLED,
        KAFKA_KILLED,
        POSTGRES_LINK,
        KAFKA_LINK,
        FLINK_LINK,
        TASK_MANAGER_FROZEN,
        POSTGRES_SLOW
    }

    @Test
    @Tag("F24")
    void randomFaults(Scenario scenario) {
        FullStack stack = scenario.stack;
        scenario.underLoad(Mix.USUAL);
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        Instant end = stack.clock.instant().plus(FullSettings.given().soak());
        while (stack.clock.instant().isBefore(end)) {
            Fault fault = List.of(Fault.values()).get(scenario.random.nextInt(Fault.values().length));
            cause(fault, scenario);
            done.merge(fault, 1, Integer::sum);
            stack.watchFor(scenario.randomly(Duration.ofSeconds(1), Duration.ofSeconds(8)));
        }
        stack.awaitTaskManagers();
        stack.awaitCommits(2);
        scenario.figure(Figure.of("faults", done.toString().replaceAll("[{}]", "")));
        scenario.gapAtMost("longest gap", Duration.ofMinutes(1));
        scenario.endExactly();
    }

    private static void cause(Fault fault, Scenario scenario) {
        FullStack stack = scenario.stack;
        Duration time = scenario.randomly(Duration.ofMillis(500), Duration.ofSeconds(6));
        switch (fault) {
            case TASK_MANAGER_KILLED -> {
                int number = scenario.random.nextInt(FullStack.TASK_MANAGERS) + 1;
                stack.local.flink().killTaskManager(number);
                stack.watchFor(time);
                stack.local.flink().startTaskManager(number);
            }
            case JOB_MANAGER_KILLED -> {
                stack.local.killJobManager();
                stack.local.deleteCheckpoints();
                stack.local.startJobManager();
            }
            case CONTROL_PLANE_KILLED -> {
                stack.local.killControlPlane();
                stack.watchFor(time);
                stack.local.startControlPlane();
            }
            case POSTGRES_KILLED -> {
                stack.local.killPostgres();
                stack.watchFor(time);
                stack.local.startPostgres();
            }
            case KAFKA_KILLED -> {
                stack.local.killKafka();
                stack.watchFor(time);
                stack.local.startKafka();
            }
            case POSTGRES_LINK -> breakLink(stack.local.postgresLink(), scenario, time);
            case KAFKA_LINK -> breakLink(stack.local.kafkaLink(), scenario, time);
            case FLINK_LINK -> breakLink(stack.local.flinkLink(), scenario, time);
            case TASK_MANAGER_FROZEN -> {
                int number = scenario.random.nextInt(FullStack.TASK_MANAGERS) + 1;
                stack.local.flink().pauseTaskManager(number);
                stack.watchFor(time.multipliedBy(2));
                stack.local.flink().resumeTaskManager(number);
            }
            case POSTGRES_SLOW -> {
                stack.local.postgresLink().delay(Duration.ofMillis(100));
                stack.watchFor(time);
                stack.local.postgresLink().resume();
            }
        }
    }

    private static void breakLink(FaultProxy link, Scenario scenario, Duration time) {
        if (scenario.random.nextBoolean()) {
            link.cut();
        } else {
            link.halfOpen();
        }
        scenario.stack.watchFor(time);
        link.resume();
    }
}
