package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the job runs on Flink.
 *
 * @param parallelism subtasks that read and count, each of which takes a slot; more than the topic's partitions is waste
 * @param checkpointInterval how often counts are committed to Postgres, so about how old provisional counts are
 * @param cluster where
 */
public record Execution(int parallelism, Duration checkpointInterval, ClusterName cluster) {
    /** Parallelism 3, a checkpoint each second, on the default cluster. */
    public static final Execution DEFAULT = of(null, null, null);

    public Execution {
        Check.between("parallelism", parallelism, 1, 1024);
        Check.between("checkpointInterval", checkpointInterval, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    Execution scaledTo(int subtasks) {
        return new Execution(subtasks, checkpointInterval, cluster);
    }

    @JsonCreator
    static Execution of(
            @JsonProperty("parallelism") @Nullable Integer parallelism,
            @JsonProperty("checkpointInterval") @Nullable Duration checkpointInterval,
            @JsonProperty("cluster") @Nullable ClusterName cluster) {
        return new Execution(
                parallelism == null ? 3 : parallelism,
                checkpointInterval == null ? Duration.ofSeconds(1) : checkpointInterval,
                cluster == null ? ClusterName.DEFAULT : cluster);
    }
}
