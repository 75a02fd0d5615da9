package dev.windowpane.control.reconcile;

import dev.windowpane.control.explain.ClusterFigures;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkGauges;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The gauges of our own job, by what they mean. Their names are the operators' of {@code HitPipeline}. */
@ApplicationScoped
class FlinkFigures implements ClusterFigures {
    private static final String PENDING_RECORDS = "Source__hits.pendingRecords";
    private static final String LEDGER_AWAY_SINCE = "commit.ledgerAwaySince";
    private static final String COMMIT_ALARM = "commit.commitAlarm";
    private static final String PENDING_BYTES = "commit.pendingBytes";
    private static final List<String> NAMES = List.of(PENDING_RECORDS, LEDGER_AWAY_SINCE, COMMIT_ALARM, PENDING_BYTES);

    private final FlinkClusters clusters;

    FlinkFigures(FlinkClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Optional<Figures> figures(ClusterName cluster, String runId) {
        return clusters.of(cluster)
                .metrics()
                .gauges(runId, NAMES)
                .map(gauges -> new Figures(
                        gauges.waiting(),
                        gauge(gauges, PENDING_RECORDS),
                        gauge(gauges, LEDGER_AWAY_SINCE)
                                .filter(millis -> millis > 0)
                                .map(Instant::ofEpochMilli),
                        gauge(gauges, COMMIT_ALARM).orElse(0L) > 0,
                        gauge(gauges, PENDING_BYTES).orElse(0L)));
    }

    @Override
    public Optional<Slots> slots(ClusterName cluster) {
        return clusters.of(cluster).metrics().slots().map(slots -> new Slots(slots.free(), slots.total()));
    }

    private static Optional<Long> gauge(FlinkGauges gauges, String name) {
        return Optional.ofNullable(gauges.gauges().get(name)).map(Math::round);
    }
}
