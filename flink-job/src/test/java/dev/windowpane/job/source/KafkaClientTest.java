package dev.windowpane.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.KafkaSource;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaClientTest {
    @TempDir
    Path directory;

    @Test
    void resolvesSecretsWhereTheClientRuns() throws Exception {
        Path password = Files.writeString(directory.resolve("kafka-password"), "s3cret");
        Properties properties = KafkaClient.properties(source("""
                "credentials": {"mechanism": "SCRAM-SHA-256", "username": {"type": "env", "name": "PATH"},
                  "password": {"type": "file", "path": "%s"}}""".formatted(password)));

        assertThat(properties.toString()).doesNotContain("s3cret").doesNotContain(System.getenv("PATH"));
        assertThat(properties).containsEntry("security.protocol", "SASL_SSL");
        assertThat(jaas(properties))
                .isEqualTo(
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"s3cret\";"
                                .formatted(System.getenv("PATH")));
    }

    @Test
    void aReferenceReachesOnlyWhatTheSpecNames() {
        Properties properties = KafkaClient.properties(source("""
                "credentials": {"username": {"type": "env", "name": "PATH"}, "password": {"type": "env", "name": "PATH"}}"""));
        properties.setProperty("sasl.jaas.config", "${env:HOME}");

        assertThat(jaas(properties)).isEqualTo("${env:HOME}");
    }

    @Test
    void noSecretIsInTheJobGraph() throws Exception {
        Path password = Files.writeString(directory.resolve("kafka-password"), "s3cret-sentinel");
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(graph)) {
            out.writeObject(KafkaHits.source(
                    JobSpecJson.parse("""
                            {"name": "t", "source": {"bootstrapServers": "localhost:1", "topic": "hits", "credentials":
                              {"username": {"type": "env", "name": "PATH"}, "password": {"type": "file", "path": "%s"}}}}""".formatted(password)), Map.of(0, 5L), Optional.of(Map.of(0, 7L))));
        }

        assertThat(graph.toString(StandardCharsets.ISO_8859_1))
                .contains("kafka-password")
                .doesNotContain("s3cret-sentinel")
                .doesNotContain(System.getenv("PATH"));
    }

    @Test
    void aSecretThatIsMissingFailsTheClient() {
        Properties properties = KafkaClient.properties(source("""
                "credentials": {"username": {"type": "env", "name": "WINDOWPANE_NO_SUCH"},
                  "password": {"type": "env", "name": "WINDOWPANE_NO_SUCH"}}"""));

        assertThatThrownBy(() -> {
                    if (jaas(properties).contains("${env")) {
                        throw new ConfigException("unresolved");
                    }
                })
                .isInstanceOf(ConfigException.class);
    }

    private static String jaas(Properties properties) {
        return new AdminClientConfig(properties).getPassword("sasl.jaas.config").value();
    }

    private static KafkaSource source(String more) {
        return JobSpecJson.parse(
                        "{\"name\": \"t\", \"source\": {\"bootstrapServers\": \"localhost:1\", \"topic\": \"hits\", %s}}"
                                .formatted(more))
                .source();
    }
}
