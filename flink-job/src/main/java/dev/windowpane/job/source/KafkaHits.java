package dev.windowpane.job.source;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.JobSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** The hits of a spec's topic, read committed. */
public final class KafkaHits {
    /** How soon a partition is read that was added to the topic while the job runs. */
    private static final Duration DISCOVERY = Duration.ofSeconds(10);

    private KafkaHits() {}

    /**
     * @param starts where each partition starts
     * @param ends the partitions that are read and where each ends, exclusive; empty for all partitions, without an end
     */
    public static Source<Parsed, ?, ?> source(
            JobSpec spec, Map<Integer, Long> starts, Optional<Map<Integer, Long>> ends) {
        return source(spec, starts, ends, DISCOVERY);
    }

    static Source<Parsed, ?, ?> source(
            JobSpec spec, Map<Integer, Long> starts, Optional<Map<Integer, Long>> ends, Duration discovery) {
        String topic = spec.source().topic().value();
        KafkaSourceBuilder<Parsed> hits = KafkaSource.<Parsed>builder()
                .setProperties(KafkaClient.properties(spec.source()))
                .setGroupId(spec.source().groupId().value())
                .setClientIdPrefix("windowpane-" + spec.name())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false")
                .setProperty(
                        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), Long.toString(discovery.toMillis()))
                .setStartingOffsets(new ExactOffsets(starts))
                .setDeserializer(new HitDeserializer(spec.eventTime()));
        if (ends.isEmpty()) {
            return hits.setTopics(topic).build();
        }
        return new BoundedHits(hits.setPartitions(ends.get().keySet().stream()
                        .map(partition -> new TopicPartition(topic, partition))
                        .collect(Collectors.toSet()))
                .setBounded(new ExactOffsets(ends.get()))
                .build());
    }
}
