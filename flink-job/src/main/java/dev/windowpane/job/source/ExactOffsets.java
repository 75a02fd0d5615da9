package dev.windowpane.job.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Each partition starts where Postgres says. One that came into being after the launch was prepared starts at its beginning. An offset
 * that Kafka no longer has is an error, never a silent jump.
 */
record ExactOffsets(Map<Integer, Long> offsets) implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    ExactOffsets {
        offsets = Map.copyOf(offsets);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            starts.put(partition, offsets.getOrDefault(partition.partition(), KafkaPartitionSplit.EARLIEST_OFFSET));
        }
        return starts;
    }

    @Override
    @SuppressWarnings("deprecation")
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
