package dev.windowpane.control.flink;

import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.FlinkModel;
import dev.windowpane.spec.ClusterName;
import java.util.function.Function;

/** {@link FlinkClusters} over {@link FakeFlink}, without HTTP in between. */
public final class InProcessFlink {
    private InProcessFlink() {}

    /** Every cluster of the configuration is this one. */
    public static FlinkClusters clusters(FakeFlink flink, WindowpaneConfig config) {
        return clusters(name -> flink, config);
    }

    public static FlinkClusters clusters(Function<ClusterName, ? extends FlinkModel> flinks, WindowpaneConfig config) {
        return new FlinkClusters(
                new Clusters(config),
                name -> new FlinkCluster(new ModelFlink(flinks.apply(name)), config.entryClass()));
    }
}
