package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.Reachability;
import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A control plane in a {@link World}: its reconciler, executor and planner are the real ones. When it dies, another takes its place. */
final class Replica {
    static final WindowpaneConfig CONFIG = Instance.config(Path.of("job.jar"));
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();
    private static final Reachability REACHABILITY = new Reachability(METRICS);

    private final World world;
    private final String holder;
    private final Reconciler reconciler;
    private final List<Runnable> steps = new ArrayList<>();
    private Optional<Long> token = Optional.empty();
    private boolean inPass;

    Replica(World world) {
        this.world = world;
        this.holder = world.newId();
        MemoryRuns runs = new MemoryRuns(world, world.tables);
        this.reconciler = new Reconciler(
                world.clusters,
                new Books(this::stored, world::clock, runs),
                new Executor(runs, world.clusters, new Jars(world), METRICS, world::newId),
                new Observations(Optional::<String>empty),
                event -> {},
                REACHABILITY,
                new Reconciler.Surroundings(
                        this::look, (name, step) -> steps.add(step), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    /** One pass; what it decides is done at once, later, or by nobody if it dies before. */
    void pass() {
        if (inPass) {
            return;
        }
        inPass = true;
        try {
            if (!world.happens(0.2)) {
                token = world.tables.lease.take(holder, world.clock());
            }
            reconciler.pass(token, () -> {});
        } catch (SimulatedCrash e) {
            die();
        } catch (IllegalStateException e) {
            world.trace.add("a pass fails: " + e.getMessage());
        } finally {
            inPass = false;
        }
        while (!steps.isEmpty() && !world.happens(0.1)) {
            step();
        }
    }

    private void step() {
        try {
            steps.removeFirst().run();
        } catch (SimulatedCrash e) {
            die();
        }
    }

    void die() {
        int place = world.replicas.indexOf(this);
        if (place >= 0) {
            steps.clear();
            world.replicas.set(place, new Replica(world));
        }
    }

    private List<StoredJob> stored() {
        world.point("read jobs");
        world.databaseMayBeAway();
        return world.tables.all();
    }

    private Map<ClusterName, ClusterView> look(Collection<ClusterName> names, Runnable late) {
        Map<ClusterName, ClusterView> views = new LinkedHashMap<>();
        for (ClusterName name :
                names.stream().sorted(Comparator.comparing(ClusterName::value)).toList()) {
            views.put(name, world.clusters.of(name).look());
        }
        return views;
    }

    private record Jars(World world) implements LaunchJars {
        @Override
        public LocalJar of(StoredJob job) {
            String sha256 = job.head().jar().map(JarRef::sha256).orElse("current-NONE");
            return new LocalJar(sha256, "1", World.jarFile(sha256));
        }

        @Override
        public Set<String> surplus() {
            world.point("read surplus");
            return Set.of();
        }
    }
}
