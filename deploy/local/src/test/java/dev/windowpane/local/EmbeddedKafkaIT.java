package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    private static final Instant LONG_AGO = Instant.parse("2015-05-17T10:05:03Z");
    private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void keepsRecordsOfAnyTimeAndSizeThroughAKillAndAClose() throws ExecutionException, InterruptedException {
        try (LocalStack stack = start()) {
            send(stack, LONG_AGO, new byte[1]);
            send(stack, FAR_AHEAD, new byte[(2 << 20) - 1000]);

            stack.killKafka();
            stack.startKafka();

            assertThat(times(stack)).containsExactly(LONG_AGO, FAR_AHEAD);
        }
        try (LocalStack again = start()) {
            assertThat(times(again)).containsExactly(LONG_AGO, FAR_AHEAD);
        }
    }

    private LocalStack start() {
        return LocalStack.in(directory).parts(Part.KAFKA).start();
    }

    private static void send(LocalStack stack, Instant time, byte[] value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "max.request.size",
                3 << 20,
                "max.block.ms",
                15_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(LocalStack.TOPIC, 0, time.toEpochMilli(), null, value))
                    .get();
        }
    }

    private static List<Instant> times(LocalStack stack) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            assertThat(consumer.partitionsFor(LocalStack.TOPIC)).hasSize(3);
            TopicPartition partition = new TopicPartition(LocalStack.TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            return Stream.generate(() -> consumer.poll(Duration.ofSeconds(5)))
                    .flatMap(read -> read.records(partition).stream())
                    .limit(end)
                    .map(ConsumerRecord::timestamp)
                    .map(Instant::ofEpochMilli)
                    .toList();
        }
    }
}
