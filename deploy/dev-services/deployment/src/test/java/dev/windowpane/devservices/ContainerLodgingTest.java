package dev.windowpane.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.local.Lodging.KafkaGuest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ContainerLodgingTest {
    @Test
    void kafkasSettingsAreVariablesOfItsImage() {
        KafkaGuest guest = new KafkaGuest(19_092, Map.of("log.retention.ms", "-1"), "id", Path.of("kafka.log"));

        assertThat(ContainerLodging.kafkaVariables(guest))
                .containsEntry("KAFKA_LOG_RETENTION_MS", "-1")
                .containsEntry("CLUSTER_ID", "id")
                .containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data");
    }

    @Test
    void postgresSettingsAreOptionsOfItsCommand() {
        assertThat(ContainerLodging.postgresCommand(List.of("fsync=on", "log_line_prefix=%m ")))
                .containsExactly("postgres", "-c", "fsync=on", "-c", "log_line_prefix=%m ");
    }

    @Test
    void theImagesAreOfTheVersionsThatAreEmbedded() throws IOException {
        Properties embedded = new Properties();
        try (InputStream file = KafkaGuest.class.getResourceAsStream("versions.properties")) {
            embedded.load(file);
        }
        StackConfig config = new SmallRyeConfigBuilder()
                .withMapping(StackConfig.class)
                .build()
                .getConfigMapping(StackConfig.class);

        assertThat(config.kafkaImage()).isEqualTo("apache/kafka:" + embedded.getProperty("kafka"));
        assertThat(config.postgresImage() + ".0").isEqualTo("postgres:" + embedded.getProperty("postgres"));
        assertThat(config.containers()).isEqualTo(StackConfig.Containers.AUTO);
    }
}
