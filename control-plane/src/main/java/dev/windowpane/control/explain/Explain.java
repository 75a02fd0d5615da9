package dev.windowpane.control.explain;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.database.UnstorableTextException;
import dev.windowpane.control.explain.ClusterFigures.Figures;
import dev.windowpane.control.explain.ClusterFigures.Slots;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.control.problem.NoSuchThingException;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gathers the facts about a job: from Postgres, from what the reconciler has seen, and a few small questions to Flink. Answers are kept
 * for a second, so that dashboards cannot flood either. While Postgres is away nobody waits for it: memory answers.
 */
@ApplicationScoped
class Explain {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration LOOKS_APART = Duration.ofSeconds(5);

    private final Database database;
    private final JobStore jobs;
    private final LookStore store;
    private final Observations observations;
    private final ClusterFigures cluster;
    private final InstantSource clock;
    private final Memory memory;
    private final Map<String, Kept> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("explain").factory());

    private record Kept(Instant until, Explanation explanation) {}

    Explain(
            Database database,
            JobStore jobs,
            LookStore store,
            Observations observations,
            ClusterFigures cluster,
            InstantSource clock) {
        this.database = database;
        this.jobs = jobs;
        this.store = store;
        this.observations = observations;
        this.cluster = cluster;
        this.clock = clock;
        this.memory = new Memory(clock, LOOKS_APART);
    }

    @Startup
    void start() {
        ScheduledFuture<?> unused = looker.scheduleWithFixedDelay(
                this::lookAtAll, LOOKS_APART.toSeconds(), LOOKS_APART.toSeconds(), TimeUnit.SECONDS);
    }

    @Shutdown
    void stop() {
        looker.shutdownNow();
    }

    /** @throws NoSuchThingException if there is no such job */
    Explanation explain(String name) {
        Kept kept = answers.get(name);
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return kept.explanation();
        }
        // Only of jobs that are there: names that are asked for in vain take no memory
        Explanation explanation = explainNow(name);
        answers.put(name, new Kept(clock.instant().plus(KEPT), explanation));
        return explanation;
    }

    private Explanation explainNow(String name) {
        if (memory.awaySince().isEmpty()) {
            try {
                StoredJob job = look(name);
                return explain(job, memory.now());
            } catch (DatabaseAwayException e) {
                LOG.debug("explained from memory", e);
                memory.reached(e.answered());
            } catch (UnstorableTextException e) {
                throw NoSuchThingException.job(name);
            }
        }
        StoredJob job = observations.lastSeen(name).orElseThrow(() -> NoSuchThingException.job(name));
        Instant now = memory.now();
        // Where Postgres only had no time, the last look is explained as of then: that nothing has moved since is not
        // known
        return explain(
                job,
                memory.awaySince().isPresent()
                        ? now
                        : memory.of(job.id()).newest().map(Look::asOf).orElse(now));
    }

    private StoredJob look(String name) {
        return database.snapshot(session -> {
            StoredJob job = jobs.named(session, name).orElseThrow(() -> NoSuchThingException.job(name));
            memory.saw(job.id(), store.look(session, job.id()));
            return job;
        });
    }

    private Explanation explain(StoredJob job, Instant now) {
        Sighting sighting = observations.sighting(job);
        boolean reachable = !(sighting instanceof Sighting.Unreachable) && !(sighting instanceof Sighting.NotLooked);
        Optional<Figures> figures = job.run()
                .filter(run -> reachable && run.phase().underWay())
                .flatMap(run -> cluster.figures(run.cluster(), run.id()));
        // Only a job that waits makes it worth to ask
        Optional<Slots> slots =
                figures.filter(known -> known.waiting() > 0).flatMap(known -> cluster.slots(job.presentCluster()));
        History history = memory.of(job.id());
        Facts facts = new Facts(
                observations.show(job),
                sighting,
                memory.awaySince(),
                history.newest(),
                history.before(),
                job.head().givenUp(),
                job.spec() instanceof StoredSpec.Valid(var spec) ? history.heldSince(spec) : Optional.empty(),
                figures,
                slots,
                now);
        Instant asOf = memory.awaySince().isPresent()
                ? history.newest().map(Look::asOf).orElse(now)
                : now;
        return Explanation.of(job.name(), Explainer.explain(facts), asOf);
    }

    private void lookAt(StoredJob job) {
        try {
            memory.saw(job.id(), database.snapshot(session -> store.look(session, job.id())));
        } catch (DatabaseAwayException e) {
            if (!e.answered()) {
                throw e;
            }
            LOG.debugf(e, "no look at job '%s' this time", job.name());
        }
    }

    private void lookAtAll() {
        try {
            List<StoredJob> all = database.transaction(jobs::all);
            for (StoredJob job : all) {
                if (job.run().map(run -> run.phase().underWay()).orElse(false)) {
                    lookAt(job);
                }
            }
            memory.keepOnly(all.stream().map(StoredJob::id).collect(Collectors.toSet()));
            answers.keySet().retainAll(all.stream().map(StoredJob::name).collect(Collectors.toSet()));
            memory.reached(true);
        } catch (DatabaseAwayException e) {
            LOG.debug("no look while Postgres is away", e);
            memory.reached(e.answered());
        } catch (RuntimeException e) {
            LOG.error("a look at what was counted failed", e);
        }
    }
}
