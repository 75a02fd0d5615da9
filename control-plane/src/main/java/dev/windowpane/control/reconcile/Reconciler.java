package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkJob;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.Sighting.Condition;
import dev.windowpane.control.jobs.Sighting.Seen;
import dev.windowpane.control.jobs.StateChanged;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One pass looks at each cluster once, notes what it saw of every job, and lets the {@link Planner} decide one step for each job that
 * has none under way. Without the lease it only looks, so that this instance's answers are truthful as well.
 */
@ApplicationScoped
class Reconciler {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final FlinkClusters clusters;
    private final Looks looks;
    private final Database database;
    private final JobStore jobs;
    private final LeaseStore lease;
    private final Executor executor;
    private final Observations observations;
    private final Event<StateChanged> changed;
    private final Reachability reachability;
    private final Duration transitional;
    private final Duration steady;
    private final Map<ClusterName, Watch> watches = new HashMap<>();
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    /** Those of the configuration, and those that jobs were last seen to be on. */
    private Set<ClusterName> asked;

    Reconciler(
            FlinkClusters clusters,
            Database database,
            JobStore jobs,
            LeaseStore lease,
            Executor executor,
            Observations observations,
            Event<StateChanged> changed,
            Reachability reachability,
            WindowpaneConfig config) {
        this.clusters = clusters;
        this.looks = new Looks(clusters, config.reconcile().look());
        this.database = database;
        this.jobs = jobs;
        this.lease = lease;
        this.executor = executor;
        this.observations = observations;
        this.changed = changed;
        this.reachability = reachability;
        this.transitional = config.reconcile().transitional();
        this.steady = config.reconcile().steady();
        this.asked = Set.copyOf(clusters.names());
    }

    /**
     * @param token the lease's, empty while another instance acts
     * @param wake is called when a step has been taken
     * @return how long nothing needs to be looked at
     */
    Duration pass(Optional<Long> token, Runnable wake) {
        Set<Integer> occupied = Set.copyOf(busy);
        Map<ClusterName, ClusterView> views = looks.look(asked, wake);
        Instant now = lease.now();
        List<StoredJob> all = database.transaction(jobs::all);
        saw(views, all, now);
        boolean calm = views.size() == asked.size()
                && views.values().stream().allMatch(ClusterView.Reachable.class::isInstance);
        for (StoredJob job : all) {
            ClusterView view = views.get(job.presentCluster());
            if (view == null) {
                // Its cluster is still being asked
                continue;
            }
            Sighting sighting = explained(job, watch(job.presentCluster()).sighting(job.run(), now));
            if (observations.note(job, sighting, now)) {
                changed.fire(new StateChanged(job.name()));
            }
            Action action = Planner.plan(job, sighting, now);
            calm &= action instanceof Action.Wait(var isSteady) && isSteady;
            if (token.isPresent() && !occupied.contains(job.id())) {
                cancelStrays(job, view);
                start(token.get(), job, action, wake);
            }
        }
        return calm ? steady : transitional;
    }

    private void saw(Map<ClusterName, ClusterView> views, List<StoredJob> all, Instant now) {
        views.forEach((name, view) -> {
            watch(name).saw(view, now);
            reachability.saw(name, view, now);
        });
        observations.keepOnly(all);
        Set<String> runs =
                all.stream().flatMap(job -> job.run().stream()).map(Run::id).collect(Collectors.toSet());
        watches.values().forEach(watch -> watch.keepOnly(runs));
        asked = Stream.concat(clusters.names().stream(), all.stream().map(StoredJob::presentCluster))
                .collect(Collectors.toSet());
    }

    private Watch watch(ClusterName cluster) {
        return watches.computeIfAbsent(cluster, name -> new Watch());
    }

    /** Asks for the last error of a job that has been launched and does not run: one call to Flink for each of those. */
    private Sighting explained(StoredJob job, Sighting sighting) {
        boolean launched = job.run()
                .map(run -> run.phase() == Phase.STARTING || run.phase() == Phase.RUNNING)
                .orElse(false);
        return switch (sighting) {
            case Seen(var condition, var up, var tasks, var unknown)
            when launched && (condition == Condition.RESTARTING || condition == Condition.COMING) ->
                new Seen(
                        condition,
                        up,
                        tasks,
                        clusters.of(job.presentCluster())
                                .lastFailure(job.run().orElseThrow().id())
                                .map(failure -> new Sighting.Failure(failure.cause(), failure.offsetsLost())));
            case Seen seen -> seen;
            case Sighting.Absent absent -> absent;
            case Sighting.Unreachable unreachable -> unreachable;
            case Sighting.NotLooked notLooked -> notLooked;
        };
    }

    private void start(long token, StoredJob job, Action action, Runnable wake) {
        if (action instanceof Action.Wait || !busy.add(job.id())) {
            return;
        }
        Thread.ofVirtual().name("job " + job.name()).start(() -> {
            try {
                executor.execute(token, job, action);
            } catch (RuntimeException e) {
                LOG.errorf("job %s: %s failed and is decided anew: %s", job.name(), action, e.getMessage());
                LOG.debug("the failed step", e);
            } finally {
                busy.remove(job.id());
                wake.run();
            }
        });
    }

    /** A launch whose answer was lost may surface after its run was given up. Its commits are fenced; it only takes slots. */
    private void cancelStrays(StoredJob job, ClusterView view) {
        Optional<Run> underWay = job.run().filter(run -> run.phase().underWay());
        boolean settled = underWay.map(run -> run.phase() == Phase.RUNNING).orElse(true);
        if (settled && view instanceof ClusterView.Reachable reachable) {
            reachable.jobs().stream()
                    .filter(stray -> stray.name().equals("windowpane " + job.name()))
                    .filter(stray ->
                            underWay.map(run -> !run.id().equals(stray.id())).orElse(true))
                    .filter(Reconciler::isAlive)
                    .forEach(stray -> {
                        LOG.warnf(
                                "job %s: cancelling stray Flink job %s, which is not its run", job.name(), stray.id());
                        clusters.of(job.presentCluster()).cancel(stray.id());
                    });
        }
    }

    private static boolean isAlive(FlinkJob job) {
        return switch (Watch.condition(job)) {
            case COMING, UP, RESTARTING -> true;
            case GOING, FAILED, CANCELED, FINISHED -> false;
        };
    }
}
