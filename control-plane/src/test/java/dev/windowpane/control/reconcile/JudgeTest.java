package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;
import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.operations.Operation;
import dev.windowpane.control.operations.OperationKind;
import dev.windowpane.control.operations.OperationState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    private static final Sighting UP = new Sighting.Seen(Condition.UP, 3, 3, 0, Optional.empty());

    private static Operation asked(OperationKind kind, long revision, long generation) {
        return new Operation(
                "0123456789abcdef0123456789abcdef",
                "shop",
                kind,
                OperationState.RUNNING,
                "",
                revision,
                generation,
                "local",
                "r-1",
                LONG_AGO,
                Optional.empty());
    }

    private static Optional<OperationState> judged(Operation operation, JobDraft job, Sighting sighting) {
        return Judge.judge(operation, job.build(), sighting).map(Verdict::state);
    }

    private static RunDraft holding() {
        return RunDraft.run(Phase.RUNNING, NOW).stableAt(NOW);
    }

    @ParameterizedTest
    @EnumSource(value = OperationKind.class, mode = EnumSource.Mode.EXCLUDE, names = "STOP")
    void isDoneOnceARunOfItHolds(OperationKind kind) {
        JobDraft job = new JobDraft().run(holding());
        assertThat(judged(asked(kind, 1, 1), job, UP)).contains(OperationState.SUCCEEDED);
    }

    @Test
    void waitsForARunThatIsNewEnough() {
        JobDraft job = new JobDraft().run(holding());
        assertThat(judged(asked(OperationKind.RESCALE, 2, 1), job, UP)).isEmpty();
        assertThat(judged(asked(OperationKind.RESTART, 1, 2), job, UP)).isEmpty();
    }

    @Test
    void waitsUntilTheRunHoldsAndIsSeenToBeUp() {
        Operation start = asked(OperationKind.START, 1, 1);
        assertThat(judged(start, new JobDraft().run(RunDraft.run(Phase.RUNNING, NOW)), UP))
                .isEmpty();
        assertThat(judged(start, new JobDraft().run(holding()), new Sighting.Unreachable(NOW, "no answer")))
                .isEmpty();
        assertThat(judged(start, new JobDraft(), new Sighting.NotLooked())).isEmpty();
    }

    @Test
    void isNotDoneByARunThatEndedBeforeItWasAskedFor() {
        JobDraft again = new JobDraft()
                .run(RunDraft.run(Phase.COMPLETED, LONG_AGO).stableAt(LONG_AGO))
                .updatedAt(NOW);
        assertThat(judged(asked(OperationKind.START, 1, 1), again, UP)).isEmpty();
    }

    @Test
    void isDoneOnceABoundedJobIsComplete() {
        JobDraft complete = new JobDraft().bounded().run(RunDraft.run(Phase.COMPLETED, NOW));
        assertThat(judged(asked(OperationKind.CREATE, 1, 1), complete, UP)).contains(OperationState.SUCCEEDED);
    }

    @Test
    void failsWithTheThirdLaunchThatFailed() {
        Operation create = asked(OperationKind.CREATE, 1, 1);
        JobDraft second =
                new JobDraft().run(RunDraft.run(Phase.FAILED, NOW).attempt(2).error("no broker"));
        JobDraft third =
                new JobDraft().run(RunDraft.run(Phase.FAILED, NOW).attempt(3).error("no broker"));
        assertThat(judged(create, second, UP)).isEmpty();
        assertThat(Judge.judge(create, third.build(), UP))
                .hasValueSatisfying(verdict -> assertThat(verdict.detail()).contains("no broker"));
        assertThat(judged(create, third, UP)).contains(OperationState.FAILED);
    }

    @Test
    void failsWhenItsRevisionWasRolledBack() {
        JobDraft back = new JobDraft()
                .revision(3)
                .head(MadeBy.ROLLED_BACK, Optional.empty(), Optional.empty())
                .run(holding());
        assertThat(judged(asked(OperationKind.UPGRADE, 2, 1), back, UP)).contains(OperationState.FAILED);
    }

    @Test
    void failsWhereOnlyAPersonCanHelp() {
        Operation start = asked(OperationKind.START, 1, 1);
        assertThat(judged(start, new JobDraft().refused(), UP)).contains(OperationState.FAILED);
        JobDraft blocked = new JobDraft().gap().run(RunDraft.run(Phase.FAILED, NOW));
        assertThat(judged(start, blocked, UP)).contains(OperationState.FAILED);
    }

    @Test
    void aStopIsDoneOnceNothingIsUnderWay() {
        Operation stop = asked(OperationKind.STOP, 1, 1);
        assertThat(judged(stop, new JobDraft().stopped().run(RunDraft.run(Phase.CANCELLING, NOW)), UP))
                .isEmpty();
        assertThat(judged(stop, new JobDraft().stopped().run(RunDraft.run(Phase.STOPPED, NOW)), UP))
                .contains(OperationState.SUCCEEDED);
        assertThat(judged(stop, new JobDraft().stopped(), UP)).contains(OperationState.SUCCEEDED);
    }

    @Test
    void aChangeOfAStoppedJobIsDoneAtOnce() {
        assertThat(judged(
                        asked(OperationKind.RESCALE, 2, 1),
                        new JobDraft().stopped().revision(2),
                        UP))
                .contains(OperationState.SUCCEEDED);
    }
}
