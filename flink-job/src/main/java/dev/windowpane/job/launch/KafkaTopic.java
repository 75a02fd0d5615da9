package dev.windowpane.job.launch;

import dev.windowpane.job.source.KafkaClient;
import dev.windowpane.spec.KafkaSource;
import dev.windowpane.spec.StartFrom;
import dev.windowpane.spec.StopAt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A topic on a Kafka cluster. Answers within seconds or fails. */
final class KafkaTopic implements Topic, AutoCloseable {
    private static final String TIMEOUT_MILLIS = "10000";

    private final KafkaSource source;
    private final Admin admin;

    private KafkaTopic(KafkaSource source, Admin admin) {
        this.source = source;
        this.admin = admin;
    }

    static KafkaTopic open(KafkaSource source) {
        KafkaGreeting.of(source);
        Properties properties = KafkaClient.properties(source);
        properties.keySet().removeIf(key -> !AdminClientConfig.configNames().contains(key) && !isProvider(key));
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        return new KafkaTopic(source, Admin.create(properties));
    }

    @Override
    public String id() {
        return description().topicId().toString();
    }

    @Override
    public Map<Integer, Span> spans() {
        Map<Integer, Long> beginnings = offsets(OffsetSpec.earliest());
        Map<Integer, Long> ends = offsets(OffsetSpec.latest());
        Map<Integer, Span> spans = new HashMap<>();
        beginnings.forEach((partition, beginning) ->
                spans.put(partition, new Span(beginning, ends.getOrDefault(partition, beginning))));
        return spans;
    }

    @Override
    public Map<Integer, Long> starts(StartFrom from) {
        return switch (from) {
            case StartFrom.Earliest earliest -> offsets(OffsetSpec.earliest());
            case StartFrom.Latest latest -> offsets(OffsetSpec.latest());
            case StartFrom.Timestamp timestamp -> since(timestamp.at(), offsets(OffsetSpec.latest()));
            case StartFrom.Committed committed -> committed();
        };
    }

    /** Ends are the last stable offsets: no reader of what is committed gets further while a transaction is open. */
    @Override
    public Map<Integer, Long> ends(StopAt stop) {
        return switch (stop) {
            case StopAt.Never never -> Map.of();
            case StopAt.Latest latest -> stableEnds();
            case StopAt.Timestamp timestamp -> since(timestamp.at(), stableEnds());
        };
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    /** Of a partition without a record that new: its end. */
    private Map<Integer, Long> since(Instant time, Map<Integer, Long> ends) {
        Map<Integer, Long> since = new HashMap<>(ends);
        offsets(OffsetSpec.forTimestamp(time.toEpochMilli())).forEach((partition, offset) -> {
            if (offset >= 0) {
                since.put(partition, offset);
            }
        });
        return since;
    }

    private Map<Integer, Long> committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(source.groupId().value()).partitionsToOffsetAndMetadata());
        Map<Integer, Long> starts = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(source.topic().value()) && offset != null) {
                starts.put(partition.partition(), offset.offset());
            }
        });
        return starts;
    }

    private Map<Integer, Long> stableEnds() {
        return offsets(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    private Map<Integer, Long> offsets(OffsetSpec wanted) {
        return offsets(wanted, IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<Integer, Long> offsets(OffsetSpec wanted, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> query = description().partitions().stream()
                .map(partition -> new TopicPartition(source.topic().value(), partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> wanted));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                get(admin.listOffsets(query, new ListOffsetsOptions(isolation)).all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private TopicDescription description() {
        String topic = source.topic().value();
        return Objects.requireNonNull(
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    }

    private <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new LaunchException(
                        "topic '%s' does not exist at %s: create it, or correct the spec"
                                .formatted(source.topic(), source.bootstrapServers()),
                        e);
            }
            throw new LaunchException(
                    "Kafka at %s does not say where topic '%s' begins and ends: %s"
                            .formatted(source.bootstrapServers(), source.topic(), why(e.getCause())),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("the launch was interrupted", e);
        }
    }

    private static String why(@Nullable Throwable cause) {
        return cause == null ? "it gives no reason" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static boolean isProvider(Object key) {
        return key.toString().startsWith("config.providers");
    }
}
