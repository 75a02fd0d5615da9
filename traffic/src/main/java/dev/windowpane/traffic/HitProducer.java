package dev.windowpane.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records in order and without duplicates per partition. Once a record could not be delivered, it does nothing but say so. */
final class HitProducer implements RecordSink {
    private final KafkaOptions kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

    HitProducer(KafkaOptions kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(int partition, Instant time, Optional<byte[]> value) {
        check();
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(kafka.topic(), partition, time.toEpochMilli(), null, value.orElse(null));
        try {
            Future<RecordMetadata> unused = producer.send(message, (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e instanceof KafkaException known ? known : new KafkaException(e));
                }
            });
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    @Override
    public void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw away(e);
        }
        check();
    }

    @Override
    public void close() {
        producer.close(failure.get() == null ? Duration.ofSeconds(5) : Duration.ZERO);
    }

    private void check() {
        KafkaException failed = failure.get();
        if (failed != null) {
            throw away(failed);
        }
    }

    private KafkaAwayException away(KafkaException e) {
        return new KafkaAwayException("%s no longer takes records: %s".formatted(kafka, e.getMessage()), e);
    }
}
