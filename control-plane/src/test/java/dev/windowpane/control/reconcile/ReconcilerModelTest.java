package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.reconcile.RoughFlink.Flaw;
import dev.windowpane.control.reconcile.Tables.JobRow;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Planner, executor and reconciler in a {@link World} where everything goes wrong that can, by a script that is drawn at random; then
 * the faults end, and all must come to be as desired. To see one script again: call {@link #run} with its seed.
 */
class ReconcilerModelTest {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final int EVENTS = 60;
    /** The longest cancel takes 120 s, the longest pause between two launches is 60 s. */
    private static final int PATIENCE_SECONDS = 600;

    private static Optional<Level> before = Optional.empty();

    @BeforeContainer
    static void silence() {
        before = Optional.ofNullable(LOG.getLevel());
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(before.orElse(null));
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void whateverHappensItNeverRunsTwiceNorSaysWhatIsNotSoAndComesToBeAsDesired(@ForAll long seed) {
        run(seed);
    }

    static void run(long seed) {
        World world = new World(seed);
        try {
            for (int i = 0; i < EVENTS; i++) {
                world.event();
            }
            world.calm();
            settle(world);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d: %s%nafter:%n%s".formatted(seed, e.getMessage(), String.join("\n", world.trace)), e);
        }
    }

    private static void settle(World world) {
        List<String> wrong = wrong(world);
        for (int second = 0; second < PATIENCE_SECONDS && !wrong.isEmpty(); second += 2) {
            world.pass(2_000);
            world.replicas.get(second / 2 % 2).pass();
            wrong = wrong(world);
        }
        assertThat(wrong)
                .as("what is not as desired %d s after the last fault", PATIENCE_SECONDS)
                .isEmpty();
    }

    private static List<String> wrong(World world) {
        List<String> underWay = world.tables.jobs.stream()
                .flatMap(job -> world.tables.newest(job.id).stream())
                .filter(row -> row.run.phase().underWay())
                .map(row -> row.run.id())
                .toList();
        List<String> orphans = world.jobs()
                .filter(job -> world.everSubmitted().contains(job.id) && !underWay.contains(job.id))
                .map(job -> "orphan " + job.id)
                .toList();
        return orphans.isEmpty()
                ? world.tables.jobs.stream()
                        .flatMap(job -> wrong(world, job).stream())
                        .toList()
                : orphans;
    }

    private static Optional<String> wrong(World world, JobRow job) {
        Optional<Run> run = world.tables.newest(job.id).map(row -> row.run);
        if (job.desired == Desired.STOPPED) {
            return run.filter(last -> last.phase().underWay()).map(last -> job.name + " is not stopped: " + last);
        }
        Flaw flaw =
                job.newest().jar.map(jar -> world.flaw(jar.sha256() + ".jar")).orElse(Flaw.NONE);
        if (flaw != Flaw.NONE) {
            boolean hasToGo =
                    job.newest().madeBy.isOnProbation() && job.fallback().isPresent();
            return hasToGo
                    ? Optional.of("%s: revision %d has a flaw, but stays: %s".formatted(job.name, job.revision, run))
                    : Optional.empty();
        }
        boolean well = run.filter(last -> last.phase() == Phase.RUNNING
                        && last.stableAt().isPresent()
                        && last.revision() == job.revision
                        && last.generation() == job.generation
                        && last.epoch() == job.epoch
                        && world.jobs().anyMatch(alive -> alive.id.equals(last.id()) && world.isUp(alive)))
                .isPresent();
        return well ? Optional.empty() : Optional.of("%s does not run: %s".formatted(job.name, run));
    }
}
