package dev.windowpane.control.flink;

import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All Flink session clusters, by name. */
@ApplicationScoped
public class FlinkClusters {
    private final Clusters clusters;
    private final Function<ClusterName, FlinkCluster> cluster;
    private final Map<ClusterName, FlinkCluster> made = new ConcurrentHashMap<>();

    @Inject
    FlinkClusters(Clusters clusters, WindowpaneConfig config) {
        this(clusters, name -> new FlinkCluster(rest(clusters, name), config.entryClass()));
    }

    FlinkClusters(Clusters clusters, Function<ClusterName, FlinkCluster> cluster) {
        this.clusters = clusters;
        this.cluster = cluster;
    }

    /** Those in the configuration, {@code default} first. */
    public List<ClusterName> names() {
        return clusters.names();
    }

    /** The cluster of this name. One that the configuration does not know (any more) is unreachable, and says why. */
    public FlinkCluster of(ClusterName name) {
        return made.computeIfAbsent(name, cluster);
    }

    private static FlinkRest rest(Clusters clusters, ClusterName name) {
        return new HttpFlinkRest(new FlinkHttp(
                () -> clusters.address(name).orElseThrow(() -> new ProcessingException(clusters.unknown(name)))));
    }
}
