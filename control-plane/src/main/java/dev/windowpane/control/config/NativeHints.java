package dev.windowpane.control.config;

import dev.windowpane.spec.BootstrapServers;
import dev.windowpane.spec.ClusterName;
import dev.windowpane.spec.ConnectionName;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.Execution;
import dev.windowpane.spec.GroupId;
import dev.windowpane.spec.JobName;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.KafkaProperties;
import dev.windowpane.spec.KafkaSource;
import dev.windowpane.spec.Limits;
import dev.windowpane.spec.PostgresSink;
import dev.windowpane.spec.Rollup;
import dev.windowpane.spec.SaslCredentials;
import dev.windowpane.spec.SecretRef;
import dev.windowpane.spec.StartFrom;
import dev.windowpane.spec.StopAt;
import dev.windowpane.spec.TimeFormat;
import dev.windowpane.spec.TopicName;
import dev.windowpane.spec.WindowSpec;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native image must keep for reading and writing specs: job-spec knows no Quarkus and says it nowhere itself. */
@RegisterForReflection(
        targets = {
            BootstrapServers.class,
            ClusterName.class,
            ConnectionName.class,
            Dimension.class,
            EventTime.class,
            Execution.class,
            GroupId.class,
            JobName.class,
            JobSpec.class,
            KafkaProperties.class,
            KafkaSource.class,
            Limits.class,
            PostgresSink.class,
            Rollup.class,
            SaslCredentials.class,
            SaslCredentials.Mechanism.class,
            SecretRef.class,
            SecretRef.Env.class,
            SecretRef.File.class,
            StartFrom.class,
            StartFrom.Earliest.class,
            StartFrom.Latest.class,
            StartFrom.Committed.class,
            StartFrom.Timestamp.class,
            StopAt.class,
            StopAt.Never.class,
            StopAt.Latest.class,
            StopAt.Timestamp.class,
            TimeFormat.class,
            TopicName.class,
            WindowSpec.class,
            WindowSpec.Tumbling.class
        })
final class NativeHints {
    private NativeHints() {}
}
