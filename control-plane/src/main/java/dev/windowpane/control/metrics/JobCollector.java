package dev.windowpane.control.metrics;

import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.Observations;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Prometheus' figures of jobs, made when they are asked for from what is known anyway: a scrape costs no query and no call to Flink,
 * and a job that is deleted leaves nothing behind. What is not known has no sample.
 */
// Quarkus 3.34 still has Prometheus' client of before 1.0
@SuppressWarnings("deprecation")
@ApplicationScoped
class JobCollector {
    private static final double MILLIS = 1000.0;

    private final Observations observations;
    private final Standings standings;
    private final PrometheusMeterRegistry registry;

    JobCollector(Observations observations, Standings standings, PrometheusMeterRegistry registry) {
        this.observations = observations;
        this.standings = standings;
        this.registry = registry;
    }

    @Startup
    void register() {
        registry.getPrometheusRegistry().register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return families();
            }
        });
    }

    private List<Collector.MetricFamilySamples> families() {
        return List.of(
                states(),
                read(),
                deadLetters(),
                commits(),
                balanced(),
                gauge(
                        "windowpane_job_watermark_delay_seconds",
                        "By how much the job's watermark is behind the clock",
                        standing -> standing.watermarkDelay().map(JobCollector::seconds)),
                gauge(
                        "windowpane_job_commit_age_seconds",
                        "How long ago the job's counts last changed",
                        standing -> standing.commitAge().map(JobCollector::seconds)),
                gauge(
                        "windowpane_job_lag_records",
                        "Records that wait in Kafka for the job",
                        standing -> figures(standing).lag().map(Long::doubleValue)),
                gauge(
                        "windowpane_job_commit_duration_seconds",
                        "How long the job's last commit to Postgres took",
                        standing -> figures(standing).commitMillis().map(millis -> millis / MILLIS)),
                gauge(
                        "windowpane_job_checkpoint_duration_seconds",
                        "How long the job's last complete checkpoint took",
                        standing -> figures(standing).checkpointMillis().map(millis -> millis / MILLIS)),
                gauge(
                        "windowpane_job_run_restarts",
                        "How often Flink has restarted the tasks of the job's present run",
                        standing -> figures(standing).restarts().map(Long::doubleValue)),
                gauge(
                        "windowpane_job_busy_ratio",
                        "The share of its time that the job's busiest task works",
                        standing -> figures(standing).busy()),
                gauge(
                        "windowpane_job_back_pressured_ratio",
                        "The share of its time that the job's most held-up task waits for the next one",
                        standing -> figures(standing).backPressured()));
    }

    private RunFigures.Figures figures(Standing standing) {
        return standings.figures(standing.job());
    }

    private Collector.MetricFamilySamples states() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "windowpane_job_state",
                "1 for the state that the job is in, 0 for the others",
                List.of("job", "state"));
        observations.states().forEach((job, current) -> {
            for (JobState state : JobState.values()) {
                family.addMetric(List.of(job, state.name()), state == current ? 1 : 0);
            }
        });
        return family;
    }

    private Collector.MetricFamilySamples read() {
        CounterMetricFamily family = new CounterMetricFamily(
                "windowpane_job_read_records",
                "Records that the job has read from Kafka and committed",
                List.of("job"));
        each(standing -> family.addMetric(List.of(standing.name()), (double) standing.read()));
        return family;
    }

    private Collector.MetricFamilySamples deadLetters() {
        // No counter: it falls
        GaugeMetricFamily family = new GaugeMetricFamily(
                "windowpane_job_dead_letters",
                "Records that could not be counted, by reason; fewer again when some are replayed",
                List.of("job", "reason"));
        each(standing -> standing.deadLetters()
                .forEach((reason, number) -> family.addMetric(List.of(standing.name(), reason), (double) number)));
        return family;
    }

    private Collector.MetricFamilySamples commits() {
        CounterMetricFamily family = new CounterMetricFamily(
                "windowpane_job_commits", "Transactions that changed the job's counts", List.of("job"));
        each(standing -> family.addMetric(List.of(standing.name()), (double) standing.commits()));
        return family;
    }

    private Collector.MetricFamilySamples balanced() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "windowpane_ledger_balanced",
                "0 once an audit has found numbers of the job that do not add up, else 1",
                List.of("job"));
        each(standing -> family.addMetric(List.of(standing.name()), standing.balanced() ? 1 : 0));
        return family;
    }

    private Collector.MetricFamilySamples gauge(String name, String help, Function<Standing, Optional<Double>> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, List.of("job"));
        each(standing -> value.apply(standing).ifPresent(number -> family.addMetric(List.of(standing.name()), number)));
        return family;
    }

    private void each(Consumer<Standing> action) {
        standings.byJob().values().forEach(action);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
