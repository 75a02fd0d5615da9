package dev.windowpane.local;

import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Kafka that is no process of ours, with the settings of {@link EmbeddedKafka}. It begins empty each time. */
final class LodgedKafka implements StackPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final int port;
    private final Path log;
    private final String clusterId = KafkaStorage.newClusterId();
    private final Server server;

    LodgedKafka(Home home, int preferredPort, Lodging lodging) {
        this.port = home.ports().choose("kafka", preferredPort);
        this.log = home.log("kafka");
        int controllerPort = port == KafkaConfig.LODGED_CONTROLLER_PORT
                ? KafkaConfig.LODGED_CONTROLLER_PORT + 1
                : KafkaConfig.LODGED_CONTROLLER_PORT;
        this.server =
                lodging.kafka(new Lodging.KafkaGuest(port, KafkaConfig.lodged(port, controllerPort), clusterId, log));
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String title() {
        return server.title();
    }

    @Override
    public void start() {
        server.start();
        KafkaAdmin admin = new KafkaAdmin(bootstrapServers());
        admin.awaitReady(clusterId, probe -> Readiness.await(server.title(), server::isAlive, log, START_LIMIT, probe));
        admin.createTopic(LocalStack.TOPIC, EmbeddedKafka.PARTITIONS);
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
