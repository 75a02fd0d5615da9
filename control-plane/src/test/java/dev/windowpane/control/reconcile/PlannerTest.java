package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Gap;
import dev.windowpane.control.jobs.GapReason;
import dev.windowpane.control.jobs.Head;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.spec.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every phase × every sighting × what is desired; then the times that matter. */
class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(3600);

    private static final String SPEC =
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"%s}}";
    private static final Gap GAP =
            new Gap(0, 100, 200, 100, GapReason.EXPIRED, LONG_AGO, Optional.empty(), Optional.empty());

    /** What the job wants of the run that it has. */
    enum Wish {
        KEEP(Desired.RUNNING, 1),
        REPLACE(Desired.RUNNING, 2),
        STOP(Desired.STOPPED, 1),
        /** Kept, with a gap that nobody has accepted. */
        KEEP_WITH_GAP(Desired.RUNNING, 1),
        REPLACE_WITH_GAP(Desired.RUNNING, 2),
        /** Kept, with dead letters to replay. */
        KEEP_AND_REPLAY(Desired.RUNNING, 1),
        STOP_AND_REPLAY(Desired.STOPPED, 1),
        /** Kept, but this version refuses its spec. */
        KEEP_REFUSED(Desired.RUNNING, 1),
        /** Kept, and to end by itself. */
        KEEP_BOUNDED(Desired.RUNNING, 1);

        private final Desired desired;
        private final long revision;

        Wish(Desired desired, long revision) {
            this.desired = desired;
            this.revision = revision;
        }

        private List<Gap> gaps() {
            return this == KEEP_WITH_GAP || this == REPLACE_WITH_GAP ? List.of(GAP) : List.of();
        }

        private long wanted() {
            return this == KEEP_AND_REPLAY || this == STOP_AND_REPLAY ? 3 : 0;
        }

        private StoredSpec spec() {
            return switch (this) {
                case KEEP_REFUSED -> StoredSpec.parse(SPEC.formatted(",\"colour\":\"red\""));
                case KEEP_BOUNDED -> StoredSpec.parse(SPEC.formatted(",\"stopAt\":{\"type\":\"latest\"}"));
                case KEEP, REPLACE, STOP, KEEP_WITH_GAP, REPLACE_WITH_GAP, KEEP_AND_REPLAY, STOP_AND_REPLAY ->
                    StoredSpec.parse(SPEC.formatted(""));
            };
        }
    }

    private static final Sighting UNREACHABLE = new Sighting.Unreachable(NOW, "no route");
    private static final Sighting GONE = new Sighting.Absent(NOW.minus(Planner.ABSENCE));
    private static final Sighting JUST_ABSENT = new Sighting.Absent(NOW);

    private static Sighting seen(Condition condition) {
        return new Sighting.Seen(condition, condition == Condition.UP ? 9 : 0, 9, Optional.empty());
    }

    /**
     * Columns of answers for KEEP, REPLACE and STOP, and what differs from them for the other wishes; the run is old and its deadline has
     * passed.
     */
    private static Stream<Object[]> table() {
        List<Object[]> rows = new ArrayList<>();
        add(rows, Phase.PLANNED, "any", "StoreJar", "SUPERSEDED", "STOPPED");
        add(rows, Phase.JAR_READY, "any", "Submit", "SUPERSEDED", "STOPPED");
        add(rows, Phase.SUBMITTING, "alive", "STARTING", "Cancel", "Cancel");
        add(rows, Phase.SUBMITTING, "absent", "FAILED", "Cancel", "Cancel");
        add(rows, Phase.STARTING, "UP", "RUNNING", "Cancel", "Cancel");
        add(rows, Phase.STARTING, "not up", "Wait", "Cancel", "Cancel");
        add(rows, Phase.STARTING, "gone", "LOST", "Cancel", "Cancel");
        add(rows, Phase.STARTING, "just absent", "Wait", "Wait", "Wait");
        add(rows, Phase.RUNNING, "UP", "NoteStable", "Cancel", "Cancel");
        add(rows, Phase.RUNNING, "not up", "Wait", "Cancel", "Cancel");
        add(rows, Phase.RUNNING, "gone", "LOST", "Cancel", "Cancel");
        add(rows, Phase.RUNNING, "just absent", "Wait", "Wait", "Wait");
        for (Phase phase : List.of(Phase.SUBMITTING, Phase.STARTING, Phase.RUNNING)) {
            add(rows, phase, "FAILED", "NoteFailure", "NoteFailure", "NoteFailure");
            add(rows, phase, "CANCELED", "LOST", "LOST", "LOST");
            add(rows, phase, "FINISHED", "LOST", "LOST", "LOST");
        }
        add(rows, Phase.CANCELLING, "ended", "SUPERSEDED", "SUPERSEDED", "STOPPED");
        add(rows, Phase.CANCELLING, "gone", "SUPERSEDED", "SUPERSEDED", "STOPPED");
        add(rows, Phase.CANCELLING, "just absent", "Wait", "Wait", "Wait");
        add(rows, Phase.CANCELLING, "GOING", "SUPERSEDED", "SUPERSEDED", "Wait");
        add(rows, Phase.CANCELLING, "alive, not going", "SUPERSEDED", "SUPERSEDED", "CancelAgain");
        for (Phase phase : List.of(Phase.STOPPED, Phase.FAILED, Phase.LOST, Phase.SUPERSEDED)) {
            add(rows, phase, "any", "PlanRun", "PlanRun", "Wait");
        }
        add(rows, Phase.COMPLETED, "any", "Wait", "PlanRun", "Wait");
        rows.forEach(PlannerTest::otherWish);
        return rows.stream();
    }

    private static void add(
            List<Object[]> rows, Phase phase, String sighting, String keep, String replace, String stop) {
        for (Sighting one : sightings(sighting)) {
            rows.add(new Object[] {phase, one, Wish.KEEP, keep});
            rows.add(new Object[] {phase, one, Wish.REPLACE, replace});
            rows.add(new Object[] {phase, one, Wish.STOP, stop});
            rows.add(new Object[] {phase, one, Wish.KEEP_WITH_GAP, keep});
            rows.add(new Object[] {phase, one, Wish.REPLACE_WITH_GAP, replace});
            rows.add(new Object[] {phase, one, Wish.KEEP_AND_REPLAY, keep});
            rows.add(new Object[] {phase, one, Wish.STOP_AND_REPLAY, stop});
            rows.add(new Object[] {phase, one, Wish.KEEP_REFUSED, keep});
            rows.add(new Object[] {phase, one, Wish.KEEP_BOUNDED, keep});
        }
    }

    private static void otherWish(Object[] row) {
        Phase phase = (Phase) row[0];
        Sighting sighting = (Sighting) row[1];
        row[3] = switch ((Wish) row[2]) {
            case KEEP, REPLACE, STOP, REPLACE_WITH_GAP, STOP_AND_REPLAY -> row[3];
            case KEEP_WITH_GAP -> phase.underWay() ? row[3] : "Wait";
            case KEEP_AND_REPLAY -> phase == Phase.COMPLETED ? "PlanRun" : row[3];
            case KEEP_REFUSED -> refused(phase, sighting, row[3]);
            case KEEP_BOUNDED ->
                sighting.equals(seen(Condition.FINISHED)) && row[3].equals("LOST") ? "COMPLETED" : row[3];
        };
    }

    private static Object refused(Phase phase, Sighting sighting, Object kept) {
        return switch (phase) {
            case PLANNED, JAR_READY -> "FAILED";
            case SUBMITTING -> sighting instanceof Sighting.Absent ? "FAILED" : kept;
            case STARTING, RUNNING, CANCELLING -> kept;
            case STOPPED, COMPLETED, FAILED, LOST, SUPERSEDED -> "Wait";
        };
    }

    private static List<Sighting> sightings(String name) {
        return switch (name) {
            case "any" ->
                Stream.concat(Arrays.stream(Condition.values()).map(PlannerTest::seen), Stream.of(GONE, JUST_ABSENT))
                        .toList();
            case "alive" -> conditions(Condition.COMING, Condition.UP, Condition.RESTARTING, Condition.GOING);
            case "alive, not going" -> conditions(Condition.COMING, Condition.UP, Condition.RESTARTING);
            case "not up" -> conditions(Condition.COMING, Condition.RESTARTING, Condition.GOING);
            case "ended" -> conditions(Condition.FAILED, Condition.CANCELED, Condition.FINISHED);
            case "absent" -> List.of(GONE, JUST_ABSENT);
            case "gone" -> List.of(GONE);
            case "just absent" -> List.of(JUST_ABSENT);
            default -> conditions(Condition.valueOf(name));
        };
    }

    private static List<Sighting> conditions(Condition... conditions) {
        return Arrays.stream(conditions).map(PlannerTest::seen).toList();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @MethodSource("table")
    void decidesByPhaseSightingAndWish(Phase phase, Sighting sighting, Wish wish, String expected) {
        Action action = Planner.plan(job(wish, Optional.of(run(phase, LONG_AGO).build())), sighting, NOW);
        assertThat(name(action)).isEqualTo(expected);
    }

    @Test
    void theTableHasEveryCase() {
        assertThat(table().map(row -> row[0] + " " + row[1] + " " + row[2]).distinct())
                .hasSize(Phase.values().length * (Condition.values().length + 2) * Wish.values().length);
    }

    @ParameterizedTest
    @MethodSource("everyPhaseAndWish")
    void decidesNothingWhileTheClusterIsUnreachable(Phase phase, Wish wish) {
        StoredJob job = job(wish, Optional.of(run(phase, LONG_AGO).build()));
        assertThat(Planner.plan(job, UNREACHABLE, NOW)).isInstanceOf(Action.Wait.class);
        assertThat(Planner.plan(job, new Sighting.NotLooked(), NOW)).isInstanceOf(Action.Wait.class);
    }

    private static Stream<Object[]> everyPhaseAndWish() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Wish.values()).map(wish -> new Object[] {phase, wish}));
    }

    @Test
    void plansTheFirstRun() {
        assertThat(Planner.plan(job(Wish.KEEP, Optional.empty()), GONE, NOW)).isEqualTo(new Action.PlanRun(1));
        assertThat(Planner.plan(job(Wish.STOP, Optional.empty()), GONE, NOW)).isEqualTo(new Action.Wait(true));
    }

    @Test
    void sendsALaunchAgainUnderTheSameIdUntilItsDeadline() {
        Builder submitting = run(Phase.SUBMITTING, NOW.minus(Planner.PAUSE)).deadline(NOW.plusSeconds(1));
        assertThat(plan(submitting, JUST_ABSENT)).isInstanceOf(Action.SubmitAgain.class);
        assertThat(plan(submitting.updatedAt(NOW.minusSeconds(1)), JUST_ABSENT)).isEqualTo(new Action.Wait(false));
    }

    @Test
    void triesAFailedUploadAgainAfterAPause() {
        Builder planned = run(Phase.PLANNED, NOW).error("no answer");
        assertThat(plan(planned, GONE)).isEqualTo(new Action.Wait(false));
        assertThat(plan(planned.updatedAt(NOW.minus(Planner.PAUSE)), GONE)).isInstanceOf(Action.StoreJar.class);
    }

    @Test
    void isStableByACommitOfItsOwnOrByTime() {
        Builder running = run(Phase.RUNNING, NOW.minusSeconds(10));
        assertThat(Planner.plan(job(Wish.KEEP, running, NOW.minusSeconds(11)), seen(Condition.UP), NOW))
                .isEqualTo(new Action.Wait(false));
        assertThat(Planner.plan(job(Wish.KEEP, running, NOW.minusSeconds(9)), seen(Condition.UP), NOW))
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
        Builder failed = run(Phase.FAILED, NOW.minusSeconds(5)).attempt(3).deadline(NOW.plusMillis(1));
        assertThat(plan(failed, GONE)).isEqualTo(new Action.Wait(false));
        assertThat(plan(failed.deadline(NOW), GONE)).isEqualTo(new Action.PlanRun(4));
        assertThat(plan(failed.stableAt(LONG_AGO), GONE)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void aChangeByTheUserEndsTheBackOff() {
        Builder failed = run(Phase.FAILED, NOW.minusSeconds(5)).attempt(3).deadline(NOW.plusSeconds(30));
        StoredJob touched = job(Wish.KEEP, Optional.of(failed.build()), Optional.empty(), NOW.minusSeconds(4));
        assertThat(Planner.plan(touched, GONE, NOW)).isEqualTo(new Action.PlanRun(1));
        assertThat(Planner.plan(job(Wish.REPLACE, Optional.of(failed.build())), GONE, NOW))
                .isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void aStableRunThatIsLostIsReplacedAtOnce() {
        Builder running = run(Phase.RUNNING, LONG_AGO).attempt(4);
        assertThat(plan(running, GONE)).isEqualTo(lost(Duration.ofSeconds(8)));
        assertThat(plan(running.stableAt(LONG_AGO), GONE)).isEqualTo(lost(Duration.ZERO));
    }

    private static Action lost(Duration pause) {
        return new Action.Note(Phase.LOST, Optional.of("Flink no longer has it, it was probably restarted"), pause);
    }

    @Test
    void givesACancelTimeBeforeItGoesOnWithoutIt() {
        Builder cancelling = run(Phase.CANCELLING, NOW).deadline(NOW.plusSeconds(1));
        StoredJob job = job(Wish.REPLACE, Optional.of(cancelling.build()));
        assertThat(Planner.plan(job, seen(Condition.GOING), NOW)).isEqualTo(new Action.Wait(false));
        assertThat(Planner.plan(job, seen(Condition.UP), NOW)).isInstanceOf(Action.CancelAgain.class);
    }

    @Test
    void looksAgainForAGapOnlyWhenTheUserAsks() {
        Builder failed = run(Phase.FAILED, NOW.minusSeconds(5));
        StoredJob blocked = job(Wish.KEEP_WITH_GAP, Optional.of(failed.build()));
        assertThat(Planner.plan(blocked, GONE, NOW)).isEqualTo(new Action.Wait(true));
        StoredJob touched = job(Wish.KEEP_WITH_GAP, Optional.of(failed.build()), Optional.empty(), NOW.minusSeconds(4));
        assertThat(Planner.plan(touched, GONE, NOW)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void launchesACompletedJobAgainOnlyWhenTheUserAsks() {
        Builder completed = run(Phase.COMPLETED, NOW.minusSeconds(5));
        assertThat(plan(completed, GONE)).isEqualTo(new Action.Wait(true));
        StoredJob touched = job(Wish.KEEP, Optional.of(completed.build()), Optional.empty(), NOW.minusSeconds(4));
        assertThat(Planner.plan(touched, GONE, NOW)).isEqualTo(new Action.PlanRun(1));
    }

    @Test
    void givesUpARunWhoseOffsetsKafkaHasNoMore() {
        Optional<Sighting.Failure> expired = Optional.of(new Sighting.Failure("offset 5 is out of range", true));
        for (Condition condition : List.of(Condition.RESTARTING, Condition.COMING)) {
            Sighting sighting = new Sighting.Seen(condition, 0, 9, expired);
            for (Phase phase : List.of(Phase.STARTING, Phase.RUNNING)) {
                Builder run = run(phase, LONG_AGO).attempt(3);
                assertThat(plan(run, sighting))
                        .isEqualTo(new Action.GiveUp("offset 5 is out of range", Duration.ofSeconds(4)));
                assertThat(plan(run.stableAt(LONG_AGO), sighting))
                        .isEqualTo(new Action.GiveUp("offset 5 is out of range", Duration.ofSeconds(1)));
                assertThat(name(Planner.plan(job(Wish.STOP, Optional.of(run.build())), sighting, NOW)))
                        .isEqualTo("Cancel");
            }
        }
    }

    @Test
    void leavesOtherErrorsToFlink() {
        Sighting sighting =
                new Sighting.Seen(Condition.RESTARTING, 0, 9, Optional.of(new Sighting.Failure("no route", false)));
        assertThat(plan(run(Phase.RUNNING, LONG_AGO), sighting)).isEqualTo(new Action.Wait(false));
    }

    @Test
    void relaunchesAStableRunToReplayDeadLettersButNotAtOnceAgain() {
        Instant due = NOW.minus(Planner.BETWEEN_REPLAYS);
        Builder stable = run(Phase.RUNNING, LONG_AGO).stableAt(due);
        assertThat(Planner.plan(job(Wish.KEEP_AND_REPLAY, Optional.of(stable.build())), seen(Condition.UP), NOW))
                .isEqualTo(new Action.Cancel("3 dead letters are to be replayed"));
        Builder young = run(Phase.RUNNING, LONG_AGO).stableAt(due.plusMillis(1));
        assertThat(Planner.plan(job(Wish.KEEP_AND_REPLAY, Optional.of(young.build())), seen(Condition.UP), NOW))
                .isEqualTo(new Action.Wait(true));
        Builder completed = run(Phase.COMPLETED, due.plusMillis(1));
        assertThat(Planner.plan(job(Wish.KEEP_AND_REPLAY, Optional.of(completed.build())), GONE, NOW))
                .isEqualTo(new Action.Wait(true));
    }

    private static Action plan(Builder run, Sighting sighting) {
        return Planner.plan(job(Wish.KEEP, Optional.of(run.build())), sighting, NOW);
    }

    private static String name(Action action) {
        return action instanceof Action.Note note
                ? note.to().name()
                : action.getClass().getSimpleName();
    }

    private static StoredJob job(Wish wish, Optional<Run> run) {
        return job(wish, run, Optional.empty(), LONG_AGO);
    }

    private static StoredJob job(Wish wish, Builder run, Instant committedAt) {
        return job(wish, Optional.of(run.build()), Optional.of(committedAt), LONG_AGO);
    }

    private static StoredJob job(Wish wish, Optional<Run> run, Optional<Instant> committedAt, Instant updatedAt) {
        return new StoredJob(
                1,
                "shop",
                wish.spec(),
                wish.revision,
                new Head(MadeBy.CREATED, Optional.empty(), Optional.empty(), Optional.empty()),
                1,
                wish.desired,
                LONG_AGO,
                updatedAt,
                run,
                wish.gaps(),
                wish.wanted(),
                Optional.empty(),
                Optional.empty(),
                committedAt);
    }

    private static Builder run(Phase phase, Instant updatedAt) {
        return new Builder(phase, updatedAt);
    }

    /** A run with the parts that matter to a test. */
    private static final class Builder {
        private final Phase phase;
        private Instant updatedAt;
        private int attempt = 1;
        private Optional<Instant> deadline = Optional.of(NOW.minusSeconds(1));
        private Optional<Instant> stableAt = Optional.empty();
        private Optional<String> error = Optional.empty();

        Builder(Phase phase, Instant updatedAt) {
            this.phase = phase;
            this.updatedAt = updatedAt;
        }

        Builder updatedAt(Instant at) {
            updatedAt = at;
            return this;
        }

        Builder attempt(int number) {
            attempt = number;
            return this;
        }

        Builder deadline(Instant at) {
            deadline = Optional.of(at);
            return this;
        }

        Builder stableAt(Instant at) {
            stableAt = Optional.of(at);
            return this;
        }

        Builder error(String text) {
            error = Optional.of(text);
            return this;
        }

        Run build() {
            return new Run(
                    "0123456789abcdef0123456789abcdef",
                    phase,
                    1,
                    1,
                    ClusterName.DEFAULT,
                    1,
                    Optional.empty(),
                    attempt,
                    Optional.empty(),
                    deadline,
                    stableAt,
                    error,
                    error.map(RunCause::of),
                    LONG_AGO,
                    updatedAt);
        }
    }
}
