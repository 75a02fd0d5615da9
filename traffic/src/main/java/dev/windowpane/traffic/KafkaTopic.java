package dev.windowpane.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a topic holds at a moment.
 *
 * @param newest the newest timestamp of a record, per partition; a partition without records is missing
 */
record KafkaTopic(int partitions, Map<Integer, Instant> newest) {
    KafkaTopic {
        newest = Map.copyOf(newest);
    }

    /** @throws KafkaAwayException if Kafka does not answer within {@link KafkaOptions#PATIENCE}, or has no such topic */
    static KafkaTopic look(KafkaOptions kafka) {
        try (Admin admin = Admin.create(kafka.admin())) {
            int partitions =
                    answer(kafka, admin.describeTopics(List.of(kafka.topic())).allTopicNames()).values().stream()
                            .mapToInt(it -> it.partitions().size())
                            .sum();
            Map<TopicPartition, OffsetSpec> question = IntStream.range(0, partitions)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(kafka.topic(), partition),
                            partition -> OffsetSpec.maxTimestamp()));
            Map<TopicPartition, ListOffsetsResultInfo> newest =
                    answer(kafka, admin.listOffsets(question).all());
            return new KafkaTopic(
                    partitions,
                    newest.entrySet().stream()
                            .filter(it -> it.getValue().timestamp() >= 0)
                            .collect(Collectors.toMap(
                                    it -> it.getKey().partition(),
                                    it -> Instant.ofEpochMilli(it.getValue().timestamp()))));
        } catch (KafkaException e) {
            throw new KafkaAwayException(
                    "'%s' cannot be used as Kafka's address: %s".formatted(kafka.bootstrapServers(), rootMessage(e)),
                    e);
        }
    }

    private static <T> T answer(KafkaOptions kafka, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? new KafkaAwayException(
                            "Kafka at %s has no topic '%s'".formatted(kafka.bootstrapServers(), kafka.topic()), e)
                    : new KafkaAwayException(
                            "Kafka does not answer at %s (waited %d s)"
                                    .formatted(kafka.bootstrapServers(), KafkaOptions.PATIENCE.toSeconds()),
                            e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException("interrupted while waiting for Kafka", e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : rootMessage(cause);
    }
}
