package dev.windowpane.control.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.metrics.RunFigures.Figures;
import dev.windowpane.control.problem.NoSuchThingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The short history of how jobs do. One row for each job that is launched, every few seconds, by the instance that acts on jobs. */
@ApplicationScoped
public class Samples {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private final Database database;
    private final JobStore jobs;
    private final StandingStore standings;
    private final SampleStore store;
    private final Standings known;
    private final RunFigures figures;
    private final ObjectMapper json;
    private final WindowpaneConfig.Samples config;

    Samples(
            Database database,
            JobStore jobs,
            StandingStore standings,
            SampleStore store,
            Standings known,
            RunFigures figures,
            ObjectMapper json,
            WindowpaneConfig config) {
        this.database = database;
        this.jobs = jobs;
        this.standings = standings;
        this.store = store;
        this.known = known;
        this.figures = figures;
        this.json = json;
        this.config = config.samples();
    }

    /**
     * Looks how far every job has counted.
     *
     * @param acts whether this instance is the one that asks the clusters and stores what they say
     */
    public void take(boolean acts) {
        Map<Integer, Standing> before = known.byJob();
        List<Standing> now;
        try {
            now = database.snapshot(standings::all);
        } catch (DatabaseAwayException e) {
            known.forget();
            throw e;
        }
        known.saw(now);
        Map<Integer, Figures> told = acts ? ask() : Map.of();
        known.told(told);
        List<Sample> samples = now.stream()
                .filter(standing -> told.containsKey(standing.job()))
                .map(standing -> Sample.of(
                        standing,
                        Optional.ofNullable(before.get(standing.job())),
                        told.getOrDefault(standing.job(), Figures.NONE)))
                .toList();
        if (!samples.isEmpty()) {
            String rows = written(samples);
            database.<Integer>transaction(session -> store.add(session, rows));
        }
    }

    /** What the clusters say about each job that is launched. */
    private Map<Integer, Figures> ask() {
        List<StoredJob> launched = database.transaction(jobs::all).stream()
                .filter(job -> job.run().map(run -> run.phase().underWay()).orElse(false))
                .toList();
        return figures.figures(launched);
    }

    /** Forgets what is older than a day, or what else is configured. */
    public void prune() {
        database.<Integer>transaction(session -> store.prune(session, config.kept()));
    }

    /** @throws NoSuchThingException if there is no such job */
    JobMetrics metrics(String name, Optional<Instant> from, Optional<Instant> to, Optional<Duration> step) {
        return database.snapshot(session -> {
            SampleStore.Asked job = store.job(session, name);
            Instant end = to.orElse(job.now());
            SampleRange range = SampleRange.of(from.orElse(end.minus(DEFAULT_RANGE)), end, step, config.every());
            return new JobMetrics(
                    name, range.from(), range.to(), range.step(), store.points(session, job.job(), range));
        });
    }

    private String written(List<Sample> samples) {
        try {
            return json.writeValueAsString(samples);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("samples are plain numbers", e);
        }
    }
}
