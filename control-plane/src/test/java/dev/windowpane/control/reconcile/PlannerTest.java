package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;
import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static dev.windowpane.control.reconcile.RunDraft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The times that matter, and what is not in the table. */
class PlannerTest {
    private static final Sighting GONE = new Sighting.Absent(NOW.minus(Planner.ABSENCE));
    private static final Sighting JUST_ABSENT = new Sighting.Absent(NOW);

    private static Sighting seen(Condition condition) {
        return new Sighting.Seen(condition, condition == Condition.UP ? 9 : 0, 9, 0, Optional.empty());
    }

    @Test
    void plansTheFirstRun() {
        assertThat(plan(new JobDraft(), GONE)).isEqualTo(new Action.PlanRun(1));
        assertThat(plan(new JobDraft().stopped(), GONE)).isEqualTo(new Action.Wait(true));
    }

    @Test
    void sendsALaunchAgainUnderTheSameIdUntilItsDeadline() {
        RunDraft submitting = run(Phase.SUBMITTING, NOW.minus(Planner.PAUSE)).deadline(NOW.plusSeconds(1));
        assertThat(plan(submitting, JUST_ABSENT)).isInstanceOf(Action.SubmitAgain.class);
        assertThat(plan(submitting.updatedAt(NOW.minusSeconds(1)), JUST_ABSENT)).isEqualTo(new Action.Wait(false));
    }

    @Test
    void triesAFailedUploadAgainAfterAPause() {
        RunDraft planned = run(Phase.PLANNED, NOW).error("no answer");
        assertThat(plan(planned, GONE)).isEqualTo(new Action.Wait(false));
        assertThat(plan(planned.updatedAt(NOW.minus(Planner.PAUSE)), GONE)).isInstanceOf(Action.StoreJar.class);
    }

    @Test
    void isStableByACommitOfItsOwnOrByTime() {
        RunDraft running = run(Phase.RUNNING, NOW.minusSeconds(5)).submittedAt(NOW.minusSeconds(10));
        assertThat(plan(new JobDraft().run(running).committedAt(NOW.minusSeconds(11)), seen(Condition.UP)))
                .as("a commit of the launch before")
                .isEqualTo(new Action.Wait(false));
        assertThat(plan(new JobDraft().run(running).committedAt(NOW.minusSeconds(9)), seen(Condition.UP)))
                .as("a commit that came before the run was seen to be up")
                .isInstanceOf(Action.NoteStable.class);
        assertThat(plan(running.updatedAt(NOW.minus(Planner.STABLE_AFTER)), seen(Condition.UP)))
                .isInstanceOf(Action.NoteStable.class);
        assertThat(plan(running.stableAt(NOW), seen(Condition.UP))).isEqualTo(new Action.Wait(true));
    }

    @Test
    void backsOffLongerWithEachFailureInARow() {
        assertThat(backOff(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(backOff(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backOff(1_000_000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Planner.backOff(
                        run(Phase.RUNNING, NOW).attempt(9).stableAt(LONG_AGO).build()))
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration backOff(int attempt) {
        return Planner.backOff(run(Phase.STARTING, NOW).attempt(attempt).build());
    }

    @Test
    void waitsForTheEndOfTheBackOffAndThenCountsUp() {
        RunDraft failed = run(Phase.FAILED, NOW.minusSeconds(5)).attempt(3).deadline(NOW.plusMillis(1));
        assertThat(plan(failed, GONE)).isEqualTo(new Action.Wait(false));
        assertThat(plan(failed.deadline(NOW), GONE)).isEqualTo(new Action.PlanRun(4));
        assertThat(plan(failed.stableAt(LONG_AGO), GONE)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void aChangeByTheUserEndsTheBackOff() {
        RunDraft failed = run(Phase.FAILED, NOW.minusSeconds(5)).attempt(3).deadline(NOW.plusSeconds(30));
        JobDraft touched = new JobDraft().run(failed).updatedAt(NOW.minusSeconds(4));
        assertThat(plan(touched, GONE)).isEqualTo(new Action.PlanRun(1));
        assertThat(plan(new JobDraft().revision(2).run(failed), GONE)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void aStableRunThatIsLostIsReplacedAtOnce() {
        RunDraft running = run(Phase.RUNNING, LONG_AGO).attempt(4);
        assertThat(plan(running, GONE)).isEqualTo(lost(Duration.ofSeconds(8)));
        assertThat(plan(running.stableAt(LONG_AGO), GONE)).isEqualTo(lost(Duration.ZERO));
    }

    private static Action lost(Duration pause) {
        return new Action.Note(Phase.LOST, Optional.of(OwnCauses.GONE), pause);
    }

    @Test
    void givesACancelTimeBeforeItGoesOnWithoutIt() {
        RunDraft cancelling = run(Phase.CANCELLING, NOW).deadline(NOW.plusSeconds(1));
        JobDraft job = new JobDraft().revision(2).run(cancelling);
        assertThat(plan(job, seen(Condition.GOING))).isEqualTo(new Action.Wait(false));
        assertThat(plan(job, seen(Condition.UP))).isInstanceOf(Action.CancelAgain.class);
    }

    @Test
    void looksAgainForAGapOnlyWhenTheUserAsks() {
        RunDraft failed = run(Phase.FAILED, NOW.minusSeconds(5));
        JobDraft blocked = new JobDraft().gap().run(failed);
        assertThat(plan(blocked, GONE)).isEqualTo(new Action.Wait(true));
        JobDraft touched = new JobDraft().run(failed).gap().updatedAt(NOW.minusSeconds(4));
        assertThat(plan(touched, GONE)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void launchesACompletedJobAgainOnlyWhenTheUserAsks() {
        RunDraft completed = run(Phase.COMPLETED, NOW.minusSeconds(5));
        assertThat(plan(completed, GONE)).isEqualTo(new Action.Wait(true));
        JobDraft touched = new JobDraft().run(completed).updatedAt(NOW.minusSeconds(4));
        assertThat(plan(touched, GONE)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void givesUpARunWhoseOffsetsKafkaHasNoMore() {
        Optional<Sighting.Failure> expired =
                Optional.of(new Sighting.Failure(RunCause.of("offset 5 is out of range"), true));
        for (Condition condition : List.of(Condition.RESTARTING, Condition.COMING)) {
            Sighting sighting = new Sighting.Seen(condition, 0, 9, 0, expired);
            for (Phase phase : List.of(Phase.STARTING, Phase.RUNNING)) {
                RunDraft run = run(phase, LONG_AGO).attempt(3);
                assertThat(plan(run, sighting))
                        .isEqualTo(new Action.GiveUp(RunCause.of("offset 5 is out of range"), Duration.ofSeconds(4)));
                assertThat(plan(run.stableAt(LONG_AGO), sighting))
                        .isEqualTo(new Action.GiveUp(RunCause.of("offset 5 is out of range"), Duration.ofSeconds(1)));
                assertThat(name(plan(new JobDraft().stopped().run(run), sighting)))
                        .isEqualTo("Cancel");
            }
        }
    }

    @Test
    void leavesOtherErrorsToFlink() {
        Sighting sighting = new Sighting.Seen(
                Condition.RESTARTING, 0, 9, 0, Optional.of(new Sighting.Failure(RunCause.of("no route"), false)));
        assertThat(plan(run(Phase.RUNNING, LONG_AGO), sighting)).isEqualTo(new Action.Wait(false));
    }

    @Test
    void relaunchesAStableRunToReplayDeadLettersButNotAtOnceAgain() {
        Instant due = NOW.minus(Planner.BETWEEN_REPLAYS);
        RunDraft stable = run(Phase.RUNNING, LONG_AGO).stableAt(due);
        assertThat(plan(new JobDraft().wanted(3).run(stable), seen(Condition.UP)))
                .isEqualTo(new Action.Cancel("3 dead letters are to be replayed"));
        RunDraft young = run(Phase.RUNNING, LONG_AGO).stableAt(due.plusMillis(1));
        assertThat(plan(new JobDraft().wanted(3).run(young), seen(Condition.UP)))
                .isEqualTo(new Action.Wait(true));
        RunDraft completed = run(Phase.COMPLETED, due.plusMillis(1));
        assertThat(plan(new JobDraft().wanted(3).run(completed), GONE)).isEqualTo(new Action.Wait(true));
    }

    private static Action plan(RunDraft run, Sighting sighting) {
        return plan(new JobDraft().run(run), sighting);
    }

    private static Action plan(JobDraft job, Sighting sighting) {
        return Planner.plan(job.build(), sighting, NOW, NOW);
    }

    private static String name(Action action) {
        return action instanceof Action.Note note
                ? note.to().name()
                : action.getClass().getSimpleName();
    }
}
