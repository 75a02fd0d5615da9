package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.InProcessFlink;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.reconcile.RoughFlink.Flaw;
import dev.windowpane.control.reconcile.Tables.JobRow;
import dev.windowpane.control.reconcile.Tables.RevisionRow;
import dev.windowpane.control.reconcile.Tables.RunRow;
import dev.windowpane.control.testing.FakeFlink.Submission;
import dev.windowpane.spec.ClusterName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two clusters, Postgres and two control planes in one thread, with a clock of their own. At each statement and each call to Flink
 * anything else may happen first: the process dies, another one makes its passes, a user wishes something, a cluster goes away. What
 * must never be is checked as it happens.
 */
final class World {
    static final ClusterName HOME = ClusterName.DEFAULT;
    static final ClusterName EAST = new ClusterName("east");
    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
    private static final int DEEPEST = 2;

    final Tables tables = new Tables();
    final Map<ClusterName, RoughFlink> flinks = new LinkedHashMap<>();
    final FlinkClusters clusters;
    final List<Replica> replicas = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    private final Random random;
    private final Events events;
    private final Set<String> submitted = new HashSet<>();
    private long time;
    private Duration clockIsOff = Duration.ZERO;
    private int depth;
    private int ids;
    private boolean calm;

    World(long seed) {
        random = new Random(seed);
        flinks.put(HOME, new RoughFlink(this));
        flinks.put(EAST, new RoughFlink(this));
        clusters = InProcessFlink.clusters(this::flink, Replica.CONFIG);
        replicas.add(new Replica(this));
        replicas.add(new Replica(this));
        events = new Events(this);
    }

    /** Milliseconds that have passed. */
    long time() {
        return time;
    }

    /** The database's clock, which somebody may have set. */
    Instant clock() {
        return BEGIN.plusMillis(time).plus(clockIsOff);
    }

    void setClock(Duration off) {
        clockIsOff = off;
    }

    RoughFlink flink(ClusterName name) {
        return Objects.requireNonNull(flinks.get(name), "no such cluster");
    }

    boolean happens(double probability) {
        return !calm && random.nextDouble() < probability;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    String newId() {
        ids++;
        return "%032x".formatted(ids);
    }

    void pass(long millis) {
        time += millis;
        flinks.values().forEach(RoughFlink::advance);
        for (JobRow job : tables.jobs) {
            boolean commits = jobs().anyMatch(one -> one.epoch == job.epoch && isOf(one, job) && isUp(one));
            if (commits) {
                job.committedAt = Optional.of(clock());
            }
        }
    }

    /** Here anything may happen first. */
    void point(String what) {
        if (calm) {
            return;
        }
        if (happens(0.004)) {
            trace.add("CRASH at " + what);
            throw new SimulatedCrash();
        }
        if (depth < DEEPEST && happens(0.02)) {
            depth++;
            events.one();
            depth--;
        }
    }

    void databaseMayBeAway() {
        if (happens(0.01)) {
            throw new IllegalStateException("Postgres does not answer");
        }
    }

    Flaw flaw(String jar) {
        return Stream.of(Flaw.values())
                .filter(flaw -> jar.endsWith(flaw.name() + ".jar"))
                .findFirst()
                .orElse(Flaw.NONE);
    }

    void event() {
        events.one();
    }

    /** A launch is on its way to Flink: its id and epoch must have been written before. */
    void posted(RoughFlink flink, Submission submission) {
        RunRow row = tables.run(submission.id())
                .or(() -> Optional.ofNullable(tables.bygone.get(submission.id())))
                .orElseThrow(() -> new AssertionError("a launch whose id was not written before: " + submission.id()));
        assertThat(row.history).as("a launch that was announced").contains(Phase.SUBMITTING);
        assertThat(flink(row.run.cluster())).as("its cluster").isSameAs(flink);
        assertThat(Long.parseLong(submission.arguments().get(3)))
                .as("its epoch")
                .isEqualTo(row.run.epoch());
        submitted.add(submission.id());
    }

    Set<String> everSubmitted() {
        return submitted;
    }

    /** A job has come to life. */
    void landed() {
        List<String> alive = jobs().map(job -> job.id).toList();
        assertThat(alive).as("one live job per run").doesNotHaveDuplicates();
        for (JobRow row : tables.jobs) {
            List<String> newest = jobs().filter(job -> isOf(job, row) && job.epoch >= row.epoch)
                    .map(job -> job.id)
                    .toList();
            assertThat(newest).as("live jobs of %s that could commit", row.name).hasSizeLessThanOrEqualTo(1);
        }
    }

    void cancelled(RoughFlink.Job job) {
        boolean ours = submitted.contains(job.id);
        assertThat(ours).as("a job of somebody else is left alone").isTrue();
    }

    /** A run is moved: nothing may be said of it that Flink has not said. */
    void written(RunRow row, Phase to) {
        assertThat(Transitions.isAllowed(row.run.phase(), to))
                .as("%s → %s", row.run.phase(), to)
                .isTrue();
        boolean terminal = to == Phase.LOST || to == Phase.FAILED || to == Phase.STOPPED;
        if (terminal && jobs().anyMatch(job -> job.id.equals(row.run.id()))) {
            assertThat(flink(row.run.cluster()).hasTold(row.run.id()))
                    .as("%s is written of a job that runs, and Flink never said otherwise", to)
                    .isTrue();
        }
    }

    void rolledBack(RevisionRow revision) {
        revision.rolledBack++;
        assertThat(revision.rolledBack)
                .as("a revision is given up once at most")
                .isEqualTo(1);
        assertThat(revision.madeBy.isOnProbation()).isTrue();
    }

    /** Whatever is alive, anywhere. */
    Stream<RoughFlink.Job> jobs() {
        return flinks.values().stream().flatMap(flink -> flink.alive().stream());
    }

    boolean isOf(RoughFlink.Job job, JobRow row) {
        return tables.run(job.id).filter(run -> run.job == row.id).isPresent();
    }

    boolean isUp(RoughFlink.Job job) {
        return flinks.values().stream().anyMatch(flink -> flink.alive().contains(job) && flink.isUp(job));
    }

    /** No faults from now on. */
    void calm() {
        calm = true;
        flinks.values().forEach(RoughFlink::calm);
    }

    static Path jarFile(String sha256) {
        return Path.of("windowpane-%s.jar".formatted(sha256));
    }
}
