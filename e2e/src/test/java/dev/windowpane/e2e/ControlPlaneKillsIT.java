package dev.windowpane.e2e;

import static dev.windowpane.e2e.Moment.UNANSWERED;
import static dev.windowpane.e2e.Moment.UNSENT;
import static dev.windowpane.e2e.Moment.UNWRITTEN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The control plane dies at each statement of what it does, and another one takes over from what is written. What is committed and announces nothing is the same as the
 * next statement unwritten; so only what is followed by a call to Flink is also tried with the call unsent and unanswered. Each case also repeats the request with its
 * Idempotency-Key, as a caller does who has had no answer.
 */
@Tag("full")
@Order(106)
@ExtendWith(FullExtension.class)
class ControlPlaneKillsIT {
    private static final Duration CONVERGED = Duration.ofSeconds(15);
    /** A failed launch that nobody has noted is only told by time. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);

    /** The last row of each request's transaction: if one of the others were written before it, the same request once more would show it. */
    private static final Write REQUEST = Write.row("idempotency");

    private static final Write OPERATION_ENDS = Write.column("operation", "state");

    @Test
    @Order(1)
    @Tag("F3")
    void killedAtEachStatementOfALaunch(Scenario scenario) {
        FullStack stack = begin(scenario);
        Takeover takeover = new Takeover(stack, Wish.START, () -> Wish.STOP.fulfil(stack));
        try (Witness witness = Witness.of(stack)) {
            takeover.killAt(UNWRITTEN, REQUEST);
            launched(takeover);
            witness.end();
        }
        end(scenario, takeover);
    }

    @Test
    @Order(2)
    @Tag("F3")
    void killedAtEachStatementOfAStop(Scenario scenario) {
        FullStack stack = begin(scenario);
        Takeover takeover = new Takeover(stack, Wish.STOP, () -> Wish.START.fulfil(stack));
        try (Witness witness = Witness.of(stack)) {
            takeover.killAt(UNWRITTEN, REQUEST);
            cancelled(takeover);
            takeover.killAt(UNWRITTEN, Write.phase("STOPPED"), OPERATION_ENDS);
            Wish.START.fulfil(stack);
            witness.end();
        }
        end(scenario, takeover);
    }

    @Test
    @Order(3)
    @Tag("F3")
    void killedAtEachStatementOfARestart(Scenario scenario) {
        FullStack stack = begin(scenario);
        Takeover takeover = new Takeover(stack, Wish.RESTART, () -> {});
        try (Witness witness = Witness.of(stack)) {
            takeover.killAt(UNWRITTEN, REQUEST);
            cancelled(takeover);
            takeover.killAt(UNWRITTEN, Write.phase("SUPERSEDED"), Write.phase("PLANNED"));
            witness.end();
        }
        end(scenario, takeover);
    }

    @Test
    @Order(4)
    @Tag("F3")
    void killedAtEachStatementOfAnUpgrade(Scenario scenario) {
        FullStack stack = begin(scenario);
        Wish wish = Wish.upgrade(spec(stack));
        AtomicInteger jars = new AtomicInteger();
        Takeover request = new Takeover(stack, wish, () -> {});
        try (Witness witness = Witness.of(stack)) {
            // With the JAR that it has: the next control plane would take up a newer one by itself, as a developer
            // expects
            request.killAt(UNWRITTEN, REQUEST);
            try (ReplacedJar newer = ReplacedJar.with(stack.jobJar, "META-INF/newer")) {
                Takeover takeover =
                        new Takeover(stack, wish, () -> newer.add("META-INF/newer-" + jars.incrementAndGet()));
                cancelled(takeover);
                takeover.killAt(UNWRITTEN, Write.phase("SUPERSEDED"));
                launched(takeover);
                takeover.killAt(
                        UNWRITTEN,
                        Write.column("run", "stable_at"),
                        Write.column("job_revision", "stable_at"),
                        OPERATION_ENDS);
                told(scenario, "of the request", request);
                told(scenario, "of the upgrade", takeover);
            }
            wish.fulfil(stack);
            witness.end();
        }
        end(scenario);
    }

    @Test
    @Order(5)
    @Tag("F3")
    void killedAtEachStatementOfARollbackByHand(Scenario scenario) {
        FullStack stack = begin(scenario);
        JsonNode spec = spec(stack);
        try (Witness witness = Witness.of(stack)) {
            try (ReplacedJar newer = ReplacedJar.with(stack.jobJar, "META-INF/rolled-back-to")) {
                newer.add("META-INF/" + stack.clock.instant());
                Wish.upgrade(spec).fulfil(stack);
            }
            // From now on to and fro between two JARs, of which only one is on the disk: a control plane that starts
            // leaves it at that
            Wish.ROLLBACK.fulfil(stack);
            Takeover takeover = new Takeover(stack, Wish.ROLLBACK, () -> {});
            takeover.killAt(UNWRITTEN, REQUEST);
            cancelled(takeover);
            takeover.killAt(
                    UNWRITTEN,
                    Write.phase("SUPERSEDED"),
                    Write.phase("PLANNED"),
                    Write.phase("JAR_READY"),
                    Write.phase("SUBMITTING"),
                    Write.phase("STARTING"),
                    Write.phase("RUNNING"),
                    OPERATION_ENDS);
            Wish.upgrade(spec).fulfil(stack);
            witness.end();
            told(scenario, "of the rollback", takeover);
        }
        end(scenario);
    }

    @Test
    @Order(6)
    @Tag("F3")
    void killedAtEachStatementOfAnAutomaticRollback(Scenario scenario) {
        FullStack stack = begin(scenario);
        ObjectNode bad = spec(stack).deepCopy();
        bad.withObject("/sink").put("connection", "nowhere");
        Wish wish = Wish.upgradeInVain(bad);
        try (Witness witness = Witness.of(stack)) {
            Takeover unnoted = new Takeover(stack, wish, () -> {});
            unnoted.killAt(UNWRITTEN, Write.phase("FAILED"));
            Takeover takeover = new Takeover(stack, wish, () -> {});
            takeover.killAt(
                    UNWRITTEN,
                    Write.jobWithoutConnection("nowhere"),
                    Write.row("job_revision", "made_by", "ROLLED_BACK"),
                    Write.row("history", "kind", "REVISION"),
                    Write.phaseAfterRollback("PLANNED"),
                    Write.phaseAfterRollback("JAR_READY"),
                    Write.phaseAfterRollback("SUBMITTING"));
            takeover.killAt(UNSENT, Write.phaseAfterRollback("SUBMITTING"));
            takeover.killAt(UNANSWERED, Write.phaseAfterRollback("SUBMITTING"));
            takeover.killAt(
                    UNWRITTEN,
                    Write.phaseAfterRollback("STARTING"),
                    Write.phaseAfterRollback("RUNNING"),
                    OPERATION_ENDS);
            witness.end();
            scenario.figure(
                    Figure.atMost("as desired after its start, the failure unnoted", unnoted.longest(), GIVEN_UP));
            told(scenario, "of the rollback", takeover);
        }
        end(scenario);
    }

    private static void cancelled(Takeover takeover) {
        for (Moment moment : Moment.values()) {
            takeover.killAt(moment, Write.phase("CANCELLING"));
        }
    }

    private static void launched(Takeover takeover) {
        takeover.killAt(UNWRITTEN, Write.phase("PLANNED"));
        takeover.killAt(UNSENT, Write.phase("PLANNED"));
        takeover.killAt(UNWRITTEN, Write.phase("JAR_READY"));
        for (Moment moment : Moment.values()) {
            takeover.killAt(moment, Write.phase("SUBMITTING"));
        }
        takeover.killAt(UNWRITTEN, Write.phase("STARTING"), Write.phase("RUNNING"));
    }

    private static FullStack begin(Scenario scenario) {
        scenario.stack.awaitAsDesired();
        scenario.underLoad(Mix.USUAL);
        return scenario.stack;
    }

    private static JsonNode spec(FullStack stack) {
        return stack.api.job(FullStack.JOB).path("spec");
    }

    private static void told(Scenario scenario, String what, Takeover takeover) {
        scenario.figure(
                Figure.of("kills " + what, "%d, slowest at %s".formatted(takeover.kills(), takeover.slowest())));
        scenario.figure(Figure.atMost("as desired after its start, at the longest", takeover.longest(), CONVERGED));
    }

    private static void end(Scenario scenario, Takeover takeover) {
        told(scenario, "in all", takeover);
        end(scenario);
    }

    private static void end(Scenario scenario) {
        scenario.endExactly();
        scenario.figure(Figure.atMost(
                "live jobs at Flink", scenario.stack.flink.liveJobs().size(), 1));
        scenario.figure(Figure.atMost("JARs at Flink", scenario.stack.flink.jars(), 1));
    }
}
