package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Kafka broker (KRaft, broker and controller in one) on 127.0.0.1. It keeps every record for ever, whatever its timestamp. */
public final class EmbeddedKafka implements StackPart {
    static final int PARTITIONS = 3;

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(8);
    private static final String HEAP = "-Xmx320m";

    private final KafkaStorage storage;
    private final ManagedProcess process;
    private final KafkaAdmin admin;

    EmbeddedKafka(
            Home home,
            Programs programs,
            int preferredPort,
            Optional<ProxiedListener> proxied,
            ManagedProcess.ExitListener listener) {
        Path lib = Programs.require(programs.kafkaLib());
        int port = home.ports().choose("kafka", preferredPort);
        int controllerPort = home.ports().choose("kafka-controller", preferredPort == 0 ? 0 : preferredPort + 1);
        this.admin = new KafkaAdmin("127.0.0.1:" + port);
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
        admin.awaitReady(storage.clusterId(), probe -> Readiness.await(process, START_LIMIT, probe));
        createTopic(LocalStack.TOPIC, PARTITIONS);
    }

    /** Creates the topic with one replica unless it exists. */
    public void createTopic(String topic, int partitions) {
        admin.createTopic(topic, partitions);
    }

    /** @param total how many the topic has then */
    public void addPartitions(String topic, int total) {
        admin.addPartitions(topic, total);
    }

    /** As retention does it: the records before this offset are gone. */
    public void deleteRecords(String topic, int partition, long before) {
        admin.deleteRecords(topic, partition, before);
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return admin.bootstrapServers();
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
