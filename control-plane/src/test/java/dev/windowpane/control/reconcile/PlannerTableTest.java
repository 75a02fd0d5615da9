package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;
import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static dev.windowpane.control.reconcile.RunDraft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.StoredJob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every phase × every sighting × what is desired. */
class PlannerTableTest {
    /** What the job wants of the run that it has. */
    enum Wish {
        KEEP,
        REPLACE,
        RESTART,
        STOP,
        /** Kept, with a gap that nobody has accepted. */
        KEEP_WITH_GAP,
        REPLACE_WITH_GAP,
        /** Kept, with dead letters to replay. */
        KEEP_AND_REPLAY,
        STOP_AND_REPLAY,
        /** Kept, but this version refuses its spec. */
        KEEP_REFUSED,
        /** Kept, and to end by itself. */
        KEEP_BOUNDED;

        StoredJob job(RunDraft run) {
            JobDraft job = new JobDraft().run(run);
            JobDraft wish = switch (this) {
                case KEEP -> job;
                case REPLACE -> job.revision(2);
                case RESTART -> job.generation(2);
                case STOP -> job.stopped();
                case KEEP_WITH_GAP -> job.gap();
                case REPLACE_WITH_GAP -> job.revision(2).gap();
                case KEEP_AND_REPLAY -> job.wanted(3);
                case STOP_AND_REPLAY -> job.stopped().wanted(3);
                case KEEP_REFUSED -> job.refused();
                case KEEP_BOUNDED -> job.bounded();
            };
            return wish.build();
        }
    }

    private static final Sighting UNREACHABLE = new Sighting.Unreachable(NOW, "no route");
    private static final Sighting GONE = new Sighting.Absent(NOW.minus(Planner.ABSENCE));
    private static final Sighting JUST_ABSENT = new Sighting.Absent(NOW);

    private static Sighting seen(Condition condition) {
        return new Sighting.Seen(condition, condition == Condition.UP ? 9 : 0, 9, 0, Optional.empty());
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
        rows.forEach(PlannerTableTest::otherWish);
        return rows.stream();
    }

    private static void add(
            List<Object[]> rows, Phase phase, String sighting, String keep, String replace, String stop) {
        for (Sighting one : sightings(sighting)) {
            rows.add(new Object[] {phase, one, Wish.KEEP, keep});
            rows.add(new Object[] {phase, one, Wish.REPLACE, replace});
            rows.add(new Object[] {phase, one, Wish.RESTART, replace});
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
            case KEEP, REPLACE, RESTART, STOP, REPLACE_WITH_GAP, STOP_AND_REPLAY -> row[3];
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
                Stream.concat(
                                Arrays.stream(Condition.values()).map(PlannerTableTest::seen),
                                Stream.of(GONE, JUST_ABSENT))
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
        return Arrays.stream(conditions).map(PlannerTableTest::seen).toList();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @MethodSource("table")
    void decidesByPhaseSightingAndWish(Phase phase, Sighting sighting, Wish wish, String expected) {
        Action action = Planner.plan(wish.job(run(phase, LONG_AGO)), sighting, NOW, NOW);
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
        StoredJob job = wish.job(run(phase, LONG_AGO));
        assertThat(Planner.plan(job, UNREACHABLE, NOW, NOW)).isInstanceOf(Action.Wait.class);
        assertThat(Planner.plan(job, new Sighting.NotLooked(), NOW, NOW)).isInstanceOf(Action.Wait.class);
    }

    private static Stream<Object[]> everyPhaseAndWish() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Wish.values()).map(wish -> new Object[] {phase, wish}));
    }

    private static String name(Action action) {
        return action instanceof Action.Note note
                ? note.to().name()
                : action.getClass().getSimpleName();
    }
}
