package dev.windowpane.e2e;

import dev.windowpane.traffic.Hit;
import dev.windowpane.traffic.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that writes down what it sends: any time, any partition, good or bad. What Kafka has not acknowledged when {@link #flush} returns does not exist: a
 * record that could not be delivered ends the test. Thread-safe.
 */
final class HitLog implements AutoCloseable {
    /** Hits of these hosts are many referrers, of which the tables keep a bounded number. */
    static final String FLOOD = "(flood)";

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Tally tally = Tally.ofFiveMinutes();
    private final Map<String, Long> deadLetters = new TreeMap<>();
    private final Set<String> floodedHosts = new HashSet<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    HitLog(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "batch.size",
                        65_536,
                        "buffer.memory",
                        128L << 20,
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        2 << 20,
                        // Longer than any fault: nothing is ever in doubt
                        "max.block.ms",
                        600_000,
                        "delivery.timeout.ms",
                        600_000,
                        "request.timeout.ms",
                        5_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** @param recordTime Kafka's timestamp of the record */
    void hit(int partition, Instant recordTime, Hit hit) {
        synchronized (this) {
            tally.add(hit);
        }
        send(partition, recordTime, hit.toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** One of very many referrers of its host: only the host's count can be foretold. */
    void flood(int partition, Instant recordTime, Hit hit) {
        synchronized (this) {
            floodedHosts.add(hit.host());
            tally.add(new Hit(hit.ip(), hit.time(), FLOOD, hit.host(), hit.url()));
        }
        send(partition, recordTime, hit.toJson().getBytes(StandardCharsets.UTF_8));
    }

    void bad(int partition, Instant recordTime, byte @Nullable [] value, String reason) {
        synchronized (this) {
            deadLetters.merge(reason, 1L, Long::sum);
        }
        send(partition, recordTime, value);
    }

    /** Not written down: it will be gone before anybody reads it. */
    void lost(int partition, Instant recordTime, Hit hit) {
        send(partition, recordTime, hit.toJson().getBytes(StandardCharsets.UTF_8));
        acknowledged.decrementAndGet();
    }

    private void send(int partition, Instant recordTime, byte @Nullable [] value) {
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topic, partition, recordTime.toEpochMilli(), null, value), (place, problem) -> {
                    if (problem == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    /** Returns when Kafka has acknowledged everything. */
    void flush() {
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("nobody knows what Kafka has: a record was not acknowledged", problem);
        }
    }

    /** What Kafka has, as far as it is known by now. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** What was written down. */
    synchronized long written() {
        return tally.hits() + deadLetters.values().stream().mapToLong(it -> it).sum();
    }

    /** Call {@link #flush} before, and send nothing meanwhile. */
    Tally tally() {
        return tally;
    }

    synchronized Map<String, Long> deadLetters() {
        return Map.copyOf(deadLetters);
    }

    synchronized Set<String> floodedHosts() {
        return Set.copyOf(floodedHosts);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
