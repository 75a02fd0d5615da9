package dev.windowpane.control.flink;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Flink's figures about a job and itself. Its metrics are lazy: a first question is answered with nothing, and values are some seconds old. */
public final class FlinkMetrics {
    private static final Logger LOG = Logger.getLogger(FlinkMetrics.class);
    /** A job of ours has two vertices; of others nothing is asked. */
    private static final int MOST_VERTICES = 3;

    private final FlinkCalls calls;

    FlinkMetrics(FlinkCalls calls) {
        this.calls = calls;
    }

    /** One question for the tasks, and one for each of the job's two vertices. */
    public Optional<FlinkGauges> gauges(String job, List<String> names) {
        try {
            List<FlinkRest.Vertex> vertices =
                    Optional.ofNullable(calls.quick().job(job).vertices()).orElse(List.of());
            int waiting = vertices.stream()
                    .mapToInt(vertex -> vertex.count("CREATED") + vertex.count("SCHEDULED"))
                    .sum();
            Map<String, Double> gauges = new HashMap<>();
            for (FlinkRest.Vertex vertex :
                    vertices.stream().limit(MOST_VERTICES).toList()) {
                // One name that the vertex does not have, and Flink answers with nothing at all
                List<String> own = names.stream().filter(vertex::has).toList();
                if (!own.isEmpty()) {
                    calls.quick()
                            .metrics(job, vertex.id(), String.join(",", own), "sum")
                            .forEach(metric -> gauges.put(metric.id(), metric.sum()));
                }
            }
            return Optional.of(new FlinkGauges(waiting, gauges));
        } catch (WebApplicationException | ProcessingException e) {
            LOG.debugf("no figures of job %s: %s", job, e.getMessage());
            return Optional.empty();
        }
    }

    public Optional<FlinkSlots> slots() {
        try {
            FlinkRest.ClusterOverview overview = calls.quick().cluster();
            return Optional.of(new FlinkSlots(overview.slotsFree(), overview.slots()));
        } catch (WebApplicationException | ProcessingException e) {
            LOG.debugf("no figures of the cluster: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
