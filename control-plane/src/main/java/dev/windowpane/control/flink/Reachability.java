package dev.windowpane.control.flink;

import dev.windowpane.spec.ClusterName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Whether each Flink cluster answers, and since when. */
@ApplicationScoped
public class Reachability {
    private static final Logger LOG = Logger.getLogger("windowpane");

    /** Since when it answers, or does not and why; since {@link Instant#EPOCH} if it has not been asked. */
    public record Known(boolean reachable, Instant since, String why) {}

    private static final Known NOT_ASKED = new Known(false, Instant.EPOCH, "not asked yet");

    private final MeterRegistry metrics;
    private final Map<ClusterName, AtomicInteger> gauges = new ConcurrentHashMap<>();
    private final Map<ClusterName, Known> known = new ConcurrentHashMap<>();

    public Reachability(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Notes a look. */
    public void saw(ClusterName cluster, ClusterView view, Instant now) {
        Known before = known(cluster);
        boolean reachable = view instanceof ClusterView.Reachable;
        String why = view instanceof ClusterView.Unreachable(var reason) ? reason : "";
        if (before.equals(NOT_ASKED) || before.reachable() != reachable) {
            known.put(cluster, new Known(reachable, now, why));
            gauges.computeIfAbsent(cluster, this::gauge).set(reachable ? 1 : 0);
            if (reachable) {
                LOG.infof("Flink cluster %s answers", cluster);
            } else {
                LOG.warnf("Flink cluster %s does not answer, its jobs are left alone meanwhile: %s", cluster, why);
            }
        }
    }

    /** What is known of a cluster. */
    public Known known(ClusterName cluster) {
        return known.getOrDefault(cluster, NOT_ASKED);
    }

    private AtomicInteger gauge(ClusterName cluster) {
        AtomicInteger reachable = new AtomicInteger();
        Gauge.builder("windowpane.flink.reachable", reachable, AtomicInteger::get)
                .description("1 while the Flink cluster answers, else 0")
                .tag("cluster", cluster.value())
                .register(metrics);
        return reachable;
    }
}
