package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The broker's directory and configuration files. Formatted once: the cluster keeps its id for ever. */
final class KafkaStorage {
    private final Home home;
    private final Path java;
    private final Path lib;
    private final KafkaConfig config;
    private final Path data;

    KafkaStorage(Home home, Path java, Path lib, KafkaConfig config) {
        this.home = home;
        this.java = java;
        this.lib = lib;
        this.config = config;
        this.data = home.data("kafka");
    }

    Path configFile() {
        return home.config().resolve("kafka.properties");
    }

    String loggingOption() {
        return Log4j.option(home.config().resolve("log4j2-kafka.properties"));
    }

    /** Writes the configuration and formats the directory, if that has not been done. */
    void prepare() {
        Log4j.write(home.config().resolve("log4j2-kafka.properties"), "warn");
        PrivateFiles.write(configFile(), config.properties(data));
        if (!Files.exists(data)) {
            format();
        }
    }

    private void format() {
        Path draft = data.resolveSibling("kafka.new");
        PrivateFiles.delete(draft);
        Path draftConfig =
                PrivateFiles.write(home.config().resolve("kafka-format.properties"), config.properties(draft));
        List<String> command = new JavaCommand(java, home.data("tmp"))
                .quick()
                .with("-Xmx128m", loggingOption())
                .run(lib, "kafka.tools.StorageTool", "format", "-t", newClusterId(), "-c", draftConfig.toString());
        Tool.run("formatting Kafka's directory", command, home.log("kafka"));
        try {
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFiles.delete(draftConfig);
    }

    static String newClusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return text.startsWith("-") ? newClusterId() : text;
    }

    String clusterId() {
        try {
            return Files.readAllLines(data.resolve("meta.properties")).stream()
                    .filter(line -> line.startsWith("cluster.id="))
                    .map(line -> line.substring("cluster.id=".length()))
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException(data + " has no cluster.id"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
