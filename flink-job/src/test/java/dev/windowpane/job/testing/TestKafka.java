package dev.windowpane.job.testing;

import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real Kafka, one for all tests of this JVM, and all that can happen to a topic. Each method returns when it has happened. */
public final class TestKafka {
    private static final TestKafka SHARED = new TestKafka();
    private static final long SECONDS = 60;

    private final LocalStack stack;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private TestKafka() {
        try {
            stack = LocalStack.in(Files.createTempDirectory(Path.of("target"), "kafka"))
                    .parts(Part.KAFKA)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static TestKafka shared() {
        return SHARED;
    }

    public String bootstrapServers() {
        return stack.kafka().bootstrapServers();
    }

    /** A spec's {@code source} but for the closing bracket. */
    public String source(String topic) {
        return "{\"bootstrapServers\":\"%s\",\"topic\":\"%s\",\"groupId\":\"g-%s\""
                .formatted(bootstrapServers(), topic, topic);
    }

    public String newTopic(int partitions) {
        String topic = "hits-" + UUID.randomUUID();
        create(topic, partitions);
        return topic;
    }

    public void create(String topic, int partitions) {
        // A name is free only some time after its topic was deleted
        Awaitility.await()
                .atMost(SECONDS, TimeUnit.SECONDS)
                .ignoreExceptionsMatching(e -> e.getCause() instanceof ExecutionException)
                .until(() -> get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                        .all()
                        .thenApply(nothing -> true)));
        awaitPartitions(topic, partitions);
    }

    public void delete(String topic) {
        get(admin.deleteTopics(List.of(topic)).all().thenApply(nothing -> true));
        Awaitility.await()
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(() -> !get(admin.listTopics().names()).contains(topic));
    }

    public void addPartitions(String topic, int total) {
        get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all()
                .thenApply(nothing -> true));
        awaitPartitions(topic, total);
    }

    /** As retention does: what is before {@code offset} is gone. */
    public void deleteRecords(String topic, int partition, long offset) {
        get(admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .thenApply(nothing -> true));
    }

    public void send(String topic, int partition, Instant time, String value) {
        send(topic, partition, time, value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value {@code null} for a tombstone */
    public void send(String topic, int partition, Instant time, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), null, value)));
    }

    /** Returns when all that was sent is in its topic. */
    public void flush() {
        producer.flush();
        sent.forEach(TestKafka::get);
        sent.clear();
    }

    /** Records of one transaction with its marker; or, aborted, nothing that anybody may see. */
    public void transaction(String topic, int partition, Instant time, List<String> values, boolean commit) {
        try (KafkaProducer<byte[], byte[]> sender = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            sender.initTransactions();
            sender.beginTransaction();
            for (String value : values) {
                get(sender.send(new ProducerRecord<>(
                        topic, partition, time.toEpochMilli(), null, value.getBytes(StandardCharsets.UTF_8))));
            }
            if (commit) {
                sender.commitTransaction();
            } else {
                sender.abortTransaction();
            }
        }
    }

    private void awaitPartitions(String topic, int partitions) {
        Awaitility.await()
                .atMost(SECONDS, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                                .flatMap(description -> description.partitions().stream())
                                .filter(partition -> partition.leader() != null)
                                .count()
                        == partitions);
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
