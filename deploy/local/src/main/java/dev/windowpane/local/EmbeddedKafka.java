package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** A real Kafka broker (KRaft, broker and controller in one) on 127.0.0.1. It keeps every record for ever, whatever its timestamp. */
public final class EmbeddedKafka implements StackPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(8);
    private static final int PARTITIONS = 3;
    private static final String HEAP = "-Xmx320m";

    private final KafkaStorage storage;
    private final ManagedProcess process;
    private final String bootstrapServers;

    EmbeddedKafka(
            Home home,
            Programs programs,
            int preferredPort,
            Optional<ProxiedListener> proxied,
            ManagedProcess.ExitListener listener) {
        Path lib = Programs.require(programs.kafkaLib());
        int port = home.ports().choose("kafka", preferredPort);
        int controllerPort = home.ports().choose("kafka-controller", preferredPort == 0 ? 0 : preferredPort + 1);
        this.bootstrapServers = "127.0.0.1:" + port;
        this.storage = new KafkaStorage(home, programs.java(), lib, new KafkaConfig(port, controllerPort, proxied));
        this.process = new ManagedProcess(
                new ProcessSpec(
                        "kafka",
                        new JavaCommand(programs.java(), home.data("tmp"))
                                .quick()
                                .with("-Xms64m", HEAP)
                                .with(storage.loggingOption())
                                .run(lib, "kafka.Kafka", storage.configFile().toString()),
                        Map.of(),
                        home.root(),
                        home.log("kafka"),
                        "TERM"),
                home.run(),
                () -> {},
                listener);
    }

    /** Starts it, also after {@link #kill}; returns when it answers and has the topic of the hits. Does nothing while it runs. */
    @Override
    public void start() {
        storage.prepare();
        process.start();
        try (Admin admin = admin()) {
            Readiness.await(process, START_LIMIT, () -> whyNotReady(admin));
        }
        createTopic(LocalStack.TOPIC, PARTITIONS);
    }

    private Optional<String> whyNotReady(Admin admin) {
        try {
            String id = admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS);
            boolean broker =
                    !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
            if (!storage.clusterId().equals(id)) {
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
    public void createTopic(String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1);
        change(
                "topic %s cannot be created".formatted(topic),
                admin -> admin.createTopics(List.of(wanted)).all());
    }

    /** @param total how many the topic has then */
    public void addPartitions(String topic, int total) {
        change(
                "topic %s cannot have %d partitions".formatted(topic, total),
                admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                        .all());
    }

    /** As retention does it: the records before this offset are gone. */
    public void deleteRecords(String topic, int partition, long before) {
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

    /** {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** kill -9; its data stays. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void pause() {
        process.pause();
    }

    /** Ends {@link #pause}. */
    public void resume() {
        process.resume();
    }

    @Override
    public String title() {
        return "Kafka " + Versions.of("kafka");
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of(process);
    }

    @Override
    public void close() {
        process.close(STOP_GRACE);
    }
}
