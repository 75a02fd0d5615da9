package dev.windowpane.job.source;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.JobSpec;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The hits of a spec's topic, read committed and without an end. */
public final class KafkaHits {
    private static final String DISCOVERY_MILLIS = "10000";

    private KafkaHits() {}

    /** @param startOffsets where each partition starts */
    public static KafkaSource<Parsed> source(JobSpec spec, Map<Integer, Long> startOffsets) {
        return KafkaSource.<Parsed>builder()
                .setProperties(KafkaClient.properties(spec.source()))
                .setTopics(spec.source().topic().value())
                .setGroupId(spec.source().groupId().value())
                .setClientIdPrefix("windowpane-" + spec.name())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false")
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_MILLIS)
                .setStartingOffsets(new ExactOffsets(startOffsets))
                .setDeserializer(new HitDeserializer(spec.eventTime()))
                .build();
    }
}
