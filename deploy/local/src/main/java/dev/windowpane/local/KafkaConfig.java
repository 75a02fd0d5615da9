package dev.windowpane.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The broker's settings: one small node, loopback only, nothing is ever deleted by age or refused by its timestamp. */
record KafkaConfig(int port, int controllerPort, Optional<ProxiedListener> proxied) {
    static final int MESSAGE_BYTES = 2 << 20;

    /** Where the controller listens that is alone in its container. */
    static final int LODGED_CONTROLLER_PORT = 9093;

    String properties(Path data) {
        return listeners() + "log.dirs=" + escaped(data) + "\n" + broker();
    }

    /** Of a broker that has an address of its own, and that is reached through this machine's; without its directory. */
    static Map<String, String> lodged(int port, int controllerPort) {
        KafkaConfig config = new KafkaConfig(port, controllerPort, Optional.empty());
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(config.broker() + config.listeners()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.setProperty(
                "listeners", "PLAINTEXT://0.0.0.0:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private String broker() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%1$d
                controller.listener.names=CONTROLLER

                log.retention.ms=-1
                log.retention.bytes=-1
                log.message.timestamp.type=CreateTime
                log.message.timestamp.before.max.ms=9223372036854775807
                log.message.timestamp.after.max.ms=9223372036854775807
                message.max.bytes=%2$d
                replica.fetch.max.bytes=%2$d
                offsets.retention.minutes=525600

                # Segments roll by size only: sample traffic and replayed logs of 2015 alternate in one partition
                log.segment.bytes=67108864
                log.roll.ms=3153600000000
                log.index.size.max.bytes=1048576
                log.cleaner.dedupe.buffer.size=4194304

                # After a kill -9 the broker may register again only when its old session is over: 3 s, not 9
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=250

                auto.create.topics.enable=false
                num.partitions=3
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                background.threads=4
                """.formatted(controllerPort, MESSAGE_BYTES);
    }

    private String listeners() {
        return """
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%3$s
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
                """.formatted(
                port,
                controllerPort,
                proxied.map(it -> ",PROXIED://127.0.0.1:" + it.port()).orElse(""),
                proxied.map(it -> ",PROXIED://127.0.0.1:" + it.proxyPort()).orElse(""));
    }

    /** Kafka reads its properties as Latin-1. */
    private static String escaped(Path path) {
        return path.toString()
                .chars()
                .mapToObj(c -> c == '\\' || c > '~' ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
