package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.flink.Reachability;
import dev.windowpane.control.flink.Reachability.Known;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows whether Flink answers as data of the health page. It never makes this service unready: specs, counts and the ledger are
 * served without Flink.
 */
@Readiness
@ApplicationScoped
class FlinkHealth implements HealthCheck {
    private final Clusters clusters;
    private final Reachability reachability;

    FlinkHealth(Clusters clusters, Reachability reachability) {
        this.clusters = clusters;
        this.reachability = reachability;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Flink (as data only)").up();
        for (ClusterName name : clusters.names()) {
            Known known = reachability.known(name);
            String prefix = name.equals(ClusterName.DEFAULT) ? "" : name + ".";
            response.withData(prefix + "reachable", known.reachable())
                    .withData(prefix + "since", known.since().toString())
                    .withData(prefix + "why", known.why());
        }
        return response.build();
    }
}
