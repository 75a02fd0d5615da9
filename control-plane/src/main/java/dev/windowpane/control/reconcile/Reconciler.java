package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkFailure;
import dev.windowpane.control.flink.Reachability;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One pass looks at each cluster once, notes what it saw of every job, and lets the {@link Planner} decide one step for each job that
 * has none under way. Without the lease it only looks, so that this instance's answers are truthful as well.
 */
@ApplicationScoped
class Reconciler {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final FlinkClusters clusters;
    private final Books books;
    private final Executor executor;
    private final Observations observations;
    private final Consumer<StateChanged> changed;
    private final Reachability reachability;
    private final Surroundings surroundings;
    private final Strays strays;
    private final Outages outages;
    private final Exceptions exceptions;
    private final Map<ClusterName, Watch> watches = new HashMap<>();
    private final Failures failures = new Failures();
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    /** Those of the configuration, and those that jobs were last seen to be on. */
    private Set<ClusterName> asked;

    private boolean acts;

    /** What is different in a test. */
    record Surroundings(Looking looks, Threads threads, Duration transitional, Duration steady) {}

    @Inject
    Reconciler(
            FlinkClusters clusters,
            Database database,
            JobStore jobs,
            LeaseStore lease,
            Runs runs,
            Executor executor,
            Observations observations,
            Event<StateChanged> changed,
            Reachability reachability,
            WindowpaneConfig config) {
        this(
                clusters,
                new Books(() -> database.transaction(jobs::all), lease::now, runs),
                executor,
                observations,
                changed::fire,
                reachability,
                new Surroundings(
                        new Looks(clusters, config.reconcile().look()),
                        Threads.VIRTUAL,
                        config.reconcile().transitional(),
                        config.reconcile().steady()));
    }

    Reconciler(
            FlinkClusters clusters,
            Books books,
            Executor executor,
            Observations observations,
            Consumer<StateChanged> changed,
            Reachability reachability,
            Surroundings surroundings) {
        this.clusters = clusters;
        this.books = books;
        this.executor = executor;
        this.observations = observations;
        this.changed = changed;
        this.reachability = reachability;
        this.surroundings = surroundings;
        this.strays = new Strays(books.runs(), clusters, surroundings.threads());
        this.exceptions = new Exceptions(books.runs(), clusters);
        this.outages = new Outages(books.runs());
        this.asked = Set.copyOf(clusters.names());
    }

    /**
     * @param token the lease's, empty while another instance acts
     * @param wake is called when a step has been taken
     * @return how long nothing needs to be looked at
     */
    Duration pass(Optional<Long> token, Runnable wake) {
        Set<Integer> occupied = Set.copyOf(busy);
        Map<ClusterName, ClusterView> views = surroundings.looks().look(asked, wake);
        Instant now = books.clock().instant();
        List<StoredJob> all = books.jobs().get();
        saw(views, all, now);
        acts = token.isPresent();
        if (acts) {
            exceptions.look(all, now);
            views.keySet().forEach(name -> outages.look(name, watch(name).awaySince(), all, now));
        }
        boolean calm = views.size() == asked.size()
                && views.values().stream().allMatch(ClusterView.Reachable.class::isInstance);
        Map<Integer, PastRun> adoptable = token.isPresent() ? strays.look(views, all, now) : Map.of();
        for (StoredJob job : all) {
            if (!views.containsKey(job.presentCluster())) {
                // It is still being asked
                continue;
            }
            Action action = decide(job, Optional.ofNullable(adoptable.get(job.id())), now);
            calm &= action instanceof Action.Wait(var isSteady) && isSteady;
            if (token.isPresent() && !occupied.contains(job.id())) {
                start(token.get(), job, action, wake);
            }
        }
        return calm ? surroundings.steady() : surroundings.transitional();
    }

    private Action decide(StoredJob job, Optional<PastRun> adoptable, Instant now) {
        Watch watch = watch(job.presentCluster());
        Sighting sighting = explained(job, watch.sighting(job.run(), now));
        if (observations.note(job, sighting, now)) {
            changed.accept(new StateChanged(job.name()));
        }
        return adoptable
                .<Action>map(Action.Adopt::new)
                .orElseGet(() -> Planner.plan(job, sighting, now, watch.fairSince()));
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
        failures.keepOnly(runs);
        exceptions.keepOnly(runs);
        failures.begin();
        asked = Stream.concat(clusters.names().stream(), all.stream().map(StoredJob::presentCluster))
                .collect(Collectors.toSet());
    }

    private Watch watch(ClusterName cluster) {
        return watches.computeIfAbsent(cluster, name -> new Watch());
    }

    /** Asks for the last error of a job that has been launched and does not run. */
    private Sighting explained(StoredJob job, Sighting sighting) {
        boolean launched = job.run()
                .map(run -> run.phase() == Phase.STARTING || run.phase() == Phase.RUNNING)
                .orElse(false);
        return switch (sighting) {
            case Seen seen
            when launched && (seen.condition() == Condition.RESTARTING || seen.condition() == Condition.COMING) ->
                seen.because(failures.of(job.run().orElseThrow().id(), () -> lastFailure(job)));
            case Seen seen -> seen;
            case Sighting.Absent absent -> absent;
            case Sighting.Unreachable unreachable -> unreachable;
            case Sighting.NotLooked notLooked -> notLooked;
        };
    }

    private Optional<Sighting.Failure> lastFailure(StoredJob job) {
        Optional<FlinkFailure> last = clusters.of(job.presentCluster())
                .lastFailure(job.run().orElseThrow().id());
        if (acts) {
            last.ifPresent(failure -> exceptions.tell(job, failure));
        }
        return last.map(failure -> new Sighting.Failure(Exceptions.said(failure.cause()), failure.offsetsLost()));
    }

    private void start(long token, StoredJob job, Action action, Runnable wake) {
        if (action instanceof Action.Wait || !busy.add(job.id())) {
            return;
        }
        surroundings.threads().start("job " + job.name(), () -> {
            MDC.put("job", job.name());
            try {
                executor.execute(token, job, action);
            } catch (RuntimeException e) {
                LOG.errorf("job %s: %s failed and is decided anew: %s", job.name(), action, e.getMessage());
                LOG.debug("the failed step", e);
            } finally {
                MDC.remove("job");
                busy.remove(job.id());
                wake.run();
            }
        });
    }
}
