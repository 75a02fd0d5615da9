package dev.windowpane.job.launch;

import dev.windowpane.job.source.KafkaClient;
import dev.windowpane.spec.KafkaSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Single records of a topic, by their offsets. Where the partitions begin and end is asked once, since each answer takes its time. */
final class KafkaRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSource source;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    private KafkaRecords(KafkaSource source, KafkaConsumer<byte[], byte[]> consumer) {
        this.source = source;
        this.consumer = consumer;
        List<TopicPartition> partitions = consumer.partitionsFor(source.topic().value()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        beginnings = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
    }

    static KafkaRecords open(KafkaSource source) {
        KafkaGreeting.of(source);
        Properties properties = KafkaClient.properties(source);
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        // The next offset is asked for only when the broker has answered for the one before: with Kafka's 500 ms each
        // took so long
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");
        // While others of a batch wait here, nothing is fetched ahead that the next offset would have to wait for
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        // One record is wanted at a time; a batch that is larger comes all the same
        properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(16 * 1024));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new KafkaRecords(source, consumer);
        } catch (KafkaException e) {
            close(consumer);
            throw new LaunchException(
                    "Kafka at %s does not say where topic '%s' begins and ends, whose records are to be replayed: %s"
                            .formatted(source.bootstrapServers(), source.topic(), e),
                    e);
        }
    }

    /** @return nothing where Kafka has no record with this offset any more */
    Optional<ConsumerRecord<byte[], byte[]>> at(int partition, long offset) {
        TopicPartition place = new TopicPartition(source.topic().value(), partition);
        try {
            boolean has = offset >= beginnings.getOrDefault(place, 0L) && offset < ends.getOrDefault(place, 0L);
            return has ? read(place, offset) : Optional.empty();
        } catch (OffsetOutOfRangeException e) {
            // Retention has taken it since the beginnings were asked for
            return Optional.empty();
        } catch (KafkaException e) {
            throw new LaunchException(
                    "Kafka at %s does not give offset %d of topic '%s' partition %d, which is to be replayed: %s"
                            .formatted(source.bootstrapServers(), offset, source.topic(), partition, e),
                    e);
        }
    }

    @Override
    public void close() {
        close(consumer);
    }

    private static void close(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(PATIENCE));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition place, long offset) {
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        // What was compacted away or aborted is passed over, so that the place moves on without a record
        while (consumer.position(place) == offset) {
            List<ConsumerRecord<byte[], byte[]>> records =
                    consumer.poll(PATIENCE).records(place);
            if (!records.isEmpty()) {
                return Optional.of(records.getFirst()).filter(first -> first.offset() == offset);
            }
            if (consumer.position(place) == offset) {
                throw new TimeoutException("no answer within " + PATIENCE);
            }
        }
        return Optional.empty();
    }
}
