package dev.windowpane.control.flink;

import jakarta.ws.rs.ProcessingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Flink's figures about a job and itself. Its metrics are lazy: a first question is answered with nothing, and values are some seconds old. */
public final class FlinkMetrics {
    private static final Logger LOG = Logger.getLogger(FlinkMetrics.class);
    /** A job of ours has two vertices; of others nothing is asked. */
    private static final int MOST_VERTICES = 3;

    private static final int MOST_REMEMBERED = 1000;

    private final FlinkRest rest;
    private final Map<String, List<FlinkRest.Vertex>> vertices = new ConcurrentHashMap<>();

    FlinkMetrics(FlinkRest rest) {
        this.rest = rest;
    }

    /** One question for the tasks, and one for each of the job's two vertices. */
    public Optional<FlinkGauges> gauges(String job, List<String> names) {
        try {
            List<FlinkRest.Vertex> vertices =
                    Optional.ofNullable(rest.job(job).vertices()).orElse(List.of());
            int waiting = vertices.stream()
                    .mapToInt(vertex -> vertex.count("CREATED") + vertex.count("SCHEDULED"))
                    .sum();
            Map<String, Double> gauges = new HashMap<>();
            for (FlinkRest.Vertex vertex :
                    vertices.stream().limit(MOST_VERTICES).toList()) {
                // One name that the vertex does not have, and Flink answers with nothing at all
                List<String> own = names.stream().filter(vertex::has).toList();
                if (!own.isEmpty()) {
                    rest.metrics(job, vertex.id(), String.join(",", own), "sum")
                            .forEach(metric -> gauges.put(metric.id(), metric.sum()));
                }
            }
            return Optional.of(new FlinkGauges(waiting, gauges));
        } catch (FlinkRefusal | ProcessingException e) {
            LOG.debugf("no figures of job %s: %s", job, e.getMessage());
            return Optional.empty();
        }
    }

    /** One question for the job, and one for each of its two vertices, which are asked for once. */
    public Optional<FlinkLoad> load(String job, FlinkLoad.Names names) {
        try {
            Map<String, Double> ofJob = new HashMap<>();
            rest.metrics(job, String.join(",", names.ofJob()))
                    .forEach(metric -> number(metric).ifPresent(value -> ofJob.put(metric.id(), value)));
            Map<String, Double> sums = new HashMap<>();
            Map<String, Double> most = new HashMap<>();
            for (FlinkRest.Vertex vertex : vertices(job)) {
                List<String> own = Stream.concat(
                                names.ofOperators().stream().filter(vertex::has), names.ofTasks().stream())
                        .toList();
                rest.metrics(job, vertex.id(), String.join(",", own), "sum,max").stream()
                        // What a task cannot tell yet is NaN
                        .filter(metric -> Double.isFinite(metric.sum()) && Double.isFinite(metric.max()))
                        .forEach(metric -> {
                            sums.merge(metric.id(), metric.sum(), Double::sum);
                            most.merge(metric.id(), metric.max(), Double::max);
                        });
            }
            return Optional.of(new FlinkLoad(ofJob, sums, most));
        } catch (FlinkRefusal | ProcessingException e) {
            LOG.debugf("no load of job %s: %s", job, e.getMessage());
            return Optional.empty();
        }
    }

    private List<FlinkRest.Vertex> vertices(String job) {
        if (vertices.size() > MOST_REMEMBERED) {
            vertices.clear();
        }
        return vertices.computeIfAbsent(
                job,
                id -> Optional.ofNullable(rest.job(id).vertices()).orElse(List.of()).stream()
                        .limit(MOST_VERTICES)
                        .toList());
    }

    private static Optional<Double> number(FlinkRest.JobMetric metric) {
        try {
            return Optional.of(Double.parseDouble(metric.value())).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Its task slots; empty if it does not say. */
    public Optional<FlinkSlots> slots() {
        return size().map(FlinkSize::slots);
    }

    /** How large the cluster is; empty if it does not say. */
    public Optional<FlinkSize> size() {
        try {
            FlinkRest.ClusterOverview overview = rest.cluster();
            FlinkSlots slots = new FlinkSlots(overview.slotsFree(), overview.slots());
            return Optional.of(new FlinkSize(overview.version(), overview.taskManagers(), slots));
        } catch (FlinkRefusal | ProcessingException e) {
            LOG.debugf("no figures of the cluster: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
