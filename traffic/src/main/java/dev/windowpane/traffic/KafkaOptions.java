package dev.windowpane.traffic;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the hits go to. */
final class KafkaOptions {
    /** How long a single answer of Kafka may take. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka's address (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "127.0.0.1:19092";

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic (default: ${DEFAULT-VALUE}).")
    private String topic = "hits";

    KafkaOptions() {}

    KafkaOptions(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    String topic() {
        return topic;
    }

    Map<String, Object> admin() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "windowpane-traffic",
                "request.timeout.ms",
                (int) PATIENCE.dividedBy(2).toMillis(),
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis());
    }

    /** Exactly once per partition and in order; what cannot be delivered within 20 s is given up and noticed. */
    Map<String, Object> producer() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "windowpane-traffic",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                65_536,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                20_000,
                "max.block.ms",
                (int) PATIENCE.toMillis());
    }

    /** Names the place, for messages. */
    @Override
    public String toString() {
        return "topic %s at %s".formatted(topic, bootstrapServers);
    }
}
