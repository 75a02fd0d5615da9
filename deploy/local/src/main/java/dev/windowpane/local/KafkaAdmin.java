package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** What we ask of a broker, wherever it runs. */
record KafkaAdmin(String bootstrapServers) {

    /** @param wait gets a probe that says whether a broker of this cluster answers */
    void awaitReady(String clusterId, Consumer<Readiness.Probe> wait) {
        try (Admin admin = admin()) {
            wait.accept(() -> whyNotReady(admin, clusterId));
        }
    }

    private Optional<String> whyNotReady(Admin admin, String clusterId) {
        try {
            String id = admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS);
            boolean broker =
                    !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
            if (!clusterId.equals(id)) {
                return Optional.of("another Kafka answers at " + bootstrapServers);
            }
            return broker ? Optional.empty() : Optional.of("its broker is not registered yet");
        } catch (ExecutionException | TimeoutException notYet) {
            return Optional.of("it does not answer at " + bootstrapServers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while Kafka was starting", e);
        }
    }

    /** Creates the topic with one replica unless it exists. */
    void createTopic(String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1);
        change(
                "topic %s cannot be created".formatted(topic),
                admin -> admin.createTopics(List.of(wanted)).all());
    }

    void addPartitions(String topic, int total) {
        change(
                "topic %s cannot have %d partitions".formatted(topic, total),
                admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                        .all());
    }

    void deleteRecords(String topic, int partition, long before) {
        change(
                "records of topic %s cannot be deleted".formatted(topic),
                admin -> admin.deleteRecords(
                                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                        .all());
    }

    private void change(String failure, Function<Admin, KafkaFuture<Void>> request) {
        try (Admin admin = admin()) {
            request.apply(admin).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new LocalStackException("%s: %s".formatted(failure, e.getCause()), e);
            }
        } catch (TimeoutException e) {
            throw new LocalStackException("%s: Kafka does not answer".formatted(failure), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for Kafka", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "reconnect.backoff.ms", "50",
                "reconnect.backoff.max.ms", "100",
                "retry.backoff.ms", "50",
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "10000"));
    }
}
