package dev.windowpane.control.reconcile;

import dev.windowpane.control.reconcile.Reachability.Known;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows whether Flink answers as data of the health page. It never makes this service unready: specs, counts and the ledger are
 * served without Flink.
 */
@Readiness
@ApplicationScoped
class FlinkHealth implements HealthCheck {
    private final Reachability reachability;

    FlinkHealth(Reachability reachability) {
        this.reachability = reachability;
    }

    @Override
    public HealthCheckResponse call() {
        Known known = reachability.known();
        return HealthCheckResponse.named("Flink (as data only)")
                .up()
                .withData("reachable", known.reachable())
                .withData("since", known.since().toString())
                .withData("why", known.why())
                .build();
    }
}
