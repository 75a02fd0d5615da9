package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.EmbeddedControlPlane;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two control planes for one installation, of which one is killed, frozen, or wrong about the time. */
@Tag("full")
@Order(107)
@ExtendWith(FullExtension.class)
class ReplicasIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONVERGED = Duration.ofSeconds(15);
    private static final int ROUNDS = 8;

    @Test
    @Order(1)
    @Tag("F12")
    void twoControlPlanesKilledAndFrozenAtRandom(Scenario scenario) {
        FullStack stack = scenario.stack;
        List<EmbeddedControlPlane> both =
                List.of(stack.local.controlPlane(), stack.local.standby().controlPlane());
        scenario.underLoad(Mix.USUAL);
        Duration longest = Duration.ZERO;
        try (Witness witness = Witness.of(stack)) {
            both.getLast().start();
            for (int round = 0; round < ROUNDS; round++) {
                EmbeddedControlPlane victim = both.get(scenario.random.nextInt(2));
                EmbeddedControlPlane other = victim == both.getFirst() ? both.getLast() : both.getFirst();
                boolean freeze = scenario.random.nextBoolean();
                new Api(victim.url()).order(FullStack.JOB, "restart");
                stack.watchFor(scenario.randomly(Duration.ofMillis(50), Duration.ofSeconds(3)));
                if (freeze) {
                    victim.pause();
                } else {
                    victim.kill();
                }
                Instant begin = stack.clock.instant();
                awaitRunning(other);
                Duration took = Duration.between(begin, stack.clock.instant());
                longest = took.compareTo(longest) > 0 ? took : longest;
                if (freeze) {
                    victim.resume();
                } else {
                    victim.start();
                }
                awaitRunning(victim);
            }
            both.getLast().kill();
            witness.end();
            scenario.figure(Figure.of("looks at jobs and lease", "%,d".formatted(witness.looks())));
        }
        scenario.atMost("the other has the job running, at the longest", longest, CONVERGED);
        stack.flinkJob();
        scenario.endExactly();
    }

    @Test
    @Order(2)
    @Tag("F10")
    void clockOfOneControlPlaneAnHourWrong(Scenario scenario) {
        FullStack stack = scenario.stack;
        EmbeddedControlPlane wrong = stack.local.standby().controlPlane();
        scenario.underLoad(Mix.USUAL);
        String job = stack.flinkJob();
        try (Witness witness = Witness.of(stack)) {
            for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
                stack.local.standby().clock().set(ahead);
                wrong.start();
                stack.local.killControlPlane();
                awaitRunning(wrong);
                assertThat(stack.flinkJob()).as("the job under a wrong clock").isEqualTo(job);
                new Api(wrong.url()).order(FullStack.JOB, "stop");
                awaitState(wrong, "STOPPED");
                new Api(wrong.url()).order(FullStack.JOB, "start");
                awaitRunning(wrong);
                stack.local.startControlPlane();
                wrong.kill();
                stack.awaitRunning();
                job = stack.flinkJob();
            }
            witness.end();
        }
        scenario.endExactly();
    }

    private static void awaitRunning(EmbeddedControlPlane which) {
        awaitState(which, "RUNNING");
    }

    private static void awaitState(EmbeddedControlPlane which, String state) {
        Api api = new Api(which.url());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(
                        () -> assertThat(api.job(FullStack.JOB).path("state").asText())
                                .isEqualTo(state));
    }
}
