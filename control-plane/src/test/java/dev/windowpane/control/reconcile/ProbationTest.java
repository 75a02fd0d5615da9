package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;
import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static dev.windowpane.control.reconcile.RunDraft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbationTest {
    private static final Sighting ABSENT = new Sighting.Absent(LONG_AGO);
    private static final Instant DUE = NOW.minus(Probation.TIME);
    private static final RunDraft FAILED = run(Phase.FAILED, NOW).error("no such topic");

    private static JobDraft upgraded(RunDraft run) {
        return new JobDraft()
                .head(MadeBy.UPGRADED, Optional.empty(), Optional.of(7L))
                .run(run);
    }

    private static Sighting seen(Condition condition, int waiting) {
        return new Sighting.Seen(condition, 0, 9, waiting, Optional.empty());
    }

    private static Optional<Action> verdict(JobDraft job, Sighting sighting) {
        return Probation.verdict(job.build(), sighting, NOW, LONG_AGO);
    }

    @Test
    void aRevisionWhoseRunFailsIsGivenUpForTheNewestThatHasHeld() {
        assertThat(verdict(upgraded(FAILED), ABSENT))
                .hasValue(new Action.RollBack(7, "revision 1 did not hold: no such topic"));
        assertThat(Planner.plan(upgraded(FAILED).build(), ABSENT, NOW, LONG_AGO))
                .isInstanceOf(Action.RollBack.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = MadeBy.class,
            names = {"REPLACED", "UPGRADED", "RESCALED"})
    void everyChangeByAUserIsOnProbation(MadeBy madeBy) {
        JobDraft job =
                new JobDraft().head(madeBy, Optional.empty(), Optional.of(7L)).run(FAILED);
        assertThat(verdict(job, ABSENT)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = MadeBy.class,
            names = {"FOUND", "CREATED", "MOVED", "ROLLED_BACK"})
    void whatIsNotAChangeByAUserIsTriedForEver(MadeBy madeBy) {
        JobDraft job =
                new JobDraft().head(madeBy, Optional.empty(), Optional.of(7L)).run(FAILED);
        assertThat(verdict(job, ABSENT)).isEmpty();
    }

    @Test
    void aRevisionThatHasHeldOrHasNothingBeforeItIsTriedForEver() {
        assertThat(verdict(
                        new JobDraft()
                                .head(MadeBy.UPGRADED, Optional.of(NOW), Optional.of(7L))
                                .run(FAILED),
                        ABSENT))
                .isEmpty();
        assertThat(verdict(
                        new JobDraft()
                                .head(MadeBy.UPGRADED, Optional.empty(), Optional.empty())
                                .run(FAILED),
                        ABSENT))
                .isEmpty();
    }

    @Test
    void aGapOrAStopIsNoReason() {
        assertThat(verdict(upgraded(FAILED).gap(), ABSENT)).isEmpty();
        assertThat(verdict(upgraded(FAILED).stopped(), ABSENT)).isEmpty();
    }

    @Test
    void theFailureOfAnOlderRevisionIsNoReason() {
        assertThat(verdict(upgraded(FAILED).revision(2), ABSENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_SLOTS", "DATABASE_UNREACHABLE", "FENCED", "GAP_EXPIRED"})
    void whatAnotherRevisionWouldSufferAsWellIsNoReason(String code) {
        RunDraft failed = run(Phase.FAILED, NOW).cause(new RunCause(code, "it cannot", ""));
        assertThat(verdict(upgraded(failed), ABSENT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SUBMITTING", "STARTING", "RUNNING"})
    void aRunThatIsNotUpInTimeIsNoUse(Phase phase) {
        RunDraft run = run(phase, LONG_AGO).submittedAt(DUE);
        assertThat(verdict(upgraded(run), seen(Condition.COMING, 0))).isPresent();
        assertThat(verdict(upgraded(run), seen(Condition.RESTARTING, 0))).isPresent();
        assertThat(verdict(upgraded(run), ABSENT)).isPresent();
        assertThat(verdict(upgraded(run.submittedAt(DUE.plusMillis(1))), seen(Condition.COMING, 0)))
                .isEmpty();
    }

    @Test
    void theTimeInWhichFlinkOrPostgresDidNotAnswerDoesNotCount() {
        RunDraft run = run(Phase.STARTING, LONG_AGO).submittedAt(LONG_AGO);
        assertThat(Probation.verdict(upgraded(run).build(), seen(Condition.COMING, 0), NOW, DUE.plusMillis(1)))
                .isEmpty();
        assertThat(Probation.verdict(upgraded(run).build(), seen(Condition.COMING, 0), NOW, DUE))
                .isPresent();
    }

    @Test
    void whatKeepsItDownMustBeItsOwn() {
        RunDraft run = run(Phase.STARTING, LONG_AGO).submittedAt(LONG_AGO);
        assertThat(verdict(upgraded(run), restarting("DATABASE_UNREACHABLE"))).isEmpty();
        assertThat(verdict(upgraded(run), restarting("TOPIC_MISSING")))
                .hasValue(new Action.RollBack(7, "revision 1 did not hold: it cannot"));
    }

    private static Sighting restarting(String code) {
        RunCause cause = new RunCause(code, "it cannot", "");
        return new Sighting.Seen(Condition.RESTARTING, 0, 9, 0, Optional.of(new Sighting.Failure(cause, false)));
    }

    @Test
    void aRunThatIsToBeTriedAgainIsTriedAgain() {
        assertThat(verdict(
                        upgraded(run(Phase.FAILED, NOW.minusSeconds(5)).error("no such topic"))
                                .updatedAt(NOW),
                        ABSENT))
                .isEmpty();
    }

    @Test
    void aRunThatWaitsForSlotsOrIsUpIsLeftAlone() {
        RunDraft run = run(Phase.STARTING, LONG_AGO).submittedAt(LONG_AGO);
        assertThat(verdict(upgraded(run), seen(Condition.COMING, 3))).isEmpty();
        assertThat(verdict(upgraded(run), seen(Condition.UP, 0))).isEmpty();
        assertThat(verdict(upgraded(run), new Sighting.Unreachable(LONG_AGO, "no route")))
                .isEmpty();
    }
}
