package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The control plane dies at each statement of what it does, and another one takes over from what is written. */
@Tag("full")
@Order(106)
@ExtendWith(FullExtension.class)
class ControlPlaneKillsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONVERGED = Duration.ofSeconds(15);
    private static final List<String> LAUNCH = List.of("PLANNED", "JAR_READY", "SUBMITTING", "STARTING", "RUNNING");
    private static final List<String> STOP = List.of("CANCELLING", "STOPPED");
    private static final List<String> REPLACE =
            List.of("CANCELLING", "SUPERSEDED", "PLANNED", "JAR_READY", "SUBMITTING", "STARTING");
    /** Those that announce that something is sent to Flink. */
    private static final Set<String> SENDING = Set.of("SUBMITTING", "CANCELLING");

    /** When it dies. */
    private enum Moment {
        /** Inside the statement, which therefore never happens. */
        UNWRITTEN,
        /** The statement is committed; nothing of what it announces has reached Flink. */
        UNSENT,
        /** Flink has done what was sent, but its answer is lost. */
        UNANSWERED
    }

    @Test
    @Order(1)
    @Tag("F3")
    void killedAtEachStatementOfALaunch(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        Duration longest = Duration.ZERO;
        for (String phase : LAUNCH) {
            for (Moment moment : Moment.values()) {
                if (moment != Moment.UNANSWERED || SENDING.contains(phase)) {
                    stop(scenario.stack);
                    longest = longer(longest, kill(scenario.stack, "start", phase, moment, "RUNNING"));
                }
            }
        }
        scenario.atMost("as desired after its start, at the longest", longest, CONVERGED);
        end(scenario);
    }

    @Test
    @Order(2)
    @Tag("F3")
    void killedAtEachStatementOfAStop(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        Duration longest = Duration.ZERO;
        for (String phase : STOP) {
            for (Moment moment : Moment.values()) {
                if (moment != Moment.UNANSWERED || SENDING.contains(phase)) {
                    start(scenario.stack);
                    longest = longer(longest, kill(scenario.stack, "stop", phase, moment, "STOPPED"));
                }
            }
        }
        start(scenario.stack);
        scenario.atMost("as desired after its start, at the longest", longest, CONVERGED);
        end(scenario);
    }

    @Test
    @Order(3)
    @Tag("F3")
    void killedAtEachStatementOfARestart(Scenario scenario) {
        scenario.underLoad(Mix.USUAL);
        Duration longest = Duration.ZERO;
        for (String phase : REPLACE) {
            for (Moment moment : Moment.values()) {
                if (moment != Moment.UNANSWERED || SENDING.contains(phase)) {
                    start(scenario.stack);
                    longest = longer(longest, kill(scenario.stack, "restart", phase, moment, "RUNNING"));
                }
            }
        }
        scenario.atMost("as desired after its start, at the longest", longest, CONVERGED);
        end(scenario);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void end(Scenario scenario) {
        scenario.endExactly();
        scenario.figure(Figure.atMost(
                "live jobs at Flink", scenario.stack.flink.liveJobs().size(), 1));
        scenario.figure(Figure.atMost("JARs at Flink", scenario.stack.flink.jars(), 1));
    }

    /** @return how long the next control plane takes from its start until all is as desired */
    private static Duration kill(FullStack stack, String order, String phase, Moment moment, String desired) {
        try (Breakpoint breakpoint = Breakpoint.at(stack.local.postgres(), phase)) {
            stack.api.order(FullStack.JOB, order);
            breakpoint.awaitReached();
            switch (moment) {
                case UNWRITTEN -> {
                    stack.local.killControlPlane();
                    breakpoint.discard();
                }
                case UNSENT -> {
                    stack.local.flinkLink().halfOpen();
                    breakpoint.release();
                    awaitWritten(stack, phase);
                    stack.local.killControlPlane();
                }
                case UNANSWERED -> {
                    List<String> before = stack.flink.liveJobs();
                    stack.local.flinkLink().loseAnswers();
                    breakpoint.release();
                    await().atMost(PATIENCE).until(() -> !stack.flink.liveJobs().equals(before));
                    stack.local.killControlPlane();
                }
            }
        } finally {
            stack.local.flinkLink().resume();
        }
        Instant begin = stack.clock.instant();
        stack.local.startControlPlane();
        awaitState(stack, desired);
        Duration took = Duration.between(begin, stack.clock.instant());
        List<String> wanted = desired.equals("STOPPED") ? List.of() : List.of(newestRun(stack));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.flink.liveJobs())
                        .as("%s, killed at %s, %s", order, phase, moment)
                        .isEqualTo(wanted));
        return took;
    }

    private static void awaitWritten(FullStack stack, String phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> run(stack).path("phase").asText().equals(phase));
    }

    private static void stop(FullStack stack) {
        stack.api.order(FullStack.JOB, "stop");
        awaitState(stack, "STOPPED");
    }

    private static void start(FullStack stack) {
        stack.api.order(FullStack.JOB, "start");
        awaitState(stack, "RUNNING");
    }

    private static JsonNode run(FullStack stack) {
        return stack.api.job(FullStack.JOB).path("run");
    }

    private static String newestRun(FullStack stack) {
        return run(stack).path("id").asText();
    }

    private static void awaitState(FullStack stack, String state) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(
                                stack.api.job(FullStack.JOB).path("state").asText())
                        .isEqualTo(state));
    }
}
