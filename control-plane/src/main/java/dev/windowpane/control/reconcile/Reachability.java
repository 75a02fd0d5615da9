package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.ClusterView;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Whether Flink answers, and since when. */
@ApplicationScoped
class Reachability {
    private static final Logger LOG = Logger.getLogger("windowpane");

    record Known(boolean reachable, Instant since, String why) {}

    private final AtomicInteger gauge;
    private volatile Known known = new Known(false, Instant.EPOCH, "not asked yet");

    Reachability(MeterRegistry metrics) {
        this.gauge = metrics.gauge("windowpane.flink.reachable", new AtomicInteger());
    }

    void saw(ClusterView view, Instant now) {
        boolean reachable = view instanceof ClusterView.Reachable;
        String why = view instanceof ClusterView.Unreachable(var reason) ? reason : "";
        if (known.since().equals(Instant.EPOCH) || known.reachable() != reachable) {
            known = new Known(reachable, now, why);
            gauge.set(reachable ? 1 : 0);
            if (reachable) {
                LOG.info("Flink answers");
            } else {
                LOG.warnf("Flink does not answer, jobs are left alone meanwhile: %s", why);
            }
        }
    }

    Known known() {
        return known;
    }
}
