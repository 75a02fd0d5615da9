package dev.windowpane.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of the hits, for what no program of ours sends, and to see what a program did send. */
final class Topic implements AutoCloseable {
    private static final int TWO_MIB = 2 * 1024 * 1024;

    private final String bootstrapServers;
    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;

    Topic(String bootstrapServers, String name) {
        this.bootstrapServers = bootstrapServers;
        this.name = name;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", TWO_MIB),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A record as it is in the topic; a tombstone has no value. */
    record Sent(int partition, Instant time, Optional<String> value) {}

    /** Sends a record and returns where it is once it is there. */
    RecordMetadata send(Instant time, String value) {
        try {
            return producer.send(new ProducerRecord<>(
                            name, null, time.toEpochMilli(), null, value.getBytes(StandardCharsets.UTF_8)))
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The next offset of each partition. */
    Map<TopicPartition, Long> end() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer));
        }
    }

    /** All records from these offsets to the end, in the order of each partition. */
    List<Sent> since(Map<TopicPartition, Long> offsets) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(offsets.keySet());
            offsets.forEach(consumer::seek);
            Map<TopicPartition, Long> end = consumer.endOffsets(offsets.keySet());
            List<Sent> records = new ArrayList<>();
            while (end.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                for (ConsumerRecord<byte[], byte[]> it : consumer.poll(Duration.ofSeconds(1))) {
                    records.add(new Sent(it.partition(), Instant.ofEpochMilli(it.timestamp()), text(it.value())));
                }
            }
            return records;
        }
    }

    private static Optional<String> text(byte @Nullable [] value) {
        return value == null ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(name).stream()
                .map(it -> new TopicPartition(name, it.partition()))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
    }
}
