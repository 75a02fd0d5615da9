package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.os.LocalStackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    @TempDir
    private Path directory;

    @Test
    void kafkaListensOnLoopbackOnlyAndKeepsEveryRecord() throws IOException {
        Properties kafka = new Properties();
        kafka.load(
                new StringReader(new KafkaConfig(19_092, 19_093, Optional.empty()).properties(Path.of("/data/kafka"))));

        assertThat(kafka)
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093")
                .containsEntry("log.retention.ms", "-1")
                .containsEntry("log.retention.bytes", "-1")
                .containsEntry("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE))
                .containsEntry("message.max.bytes", Integer.toString(2 << 20));
    }

    @Test
    void clientsOfALinkAreToldTheLinksPort() throws IOException {
        Properties kafka = new Properties();
        kafka.load(new StringReader(new KafkaConfig(19_092, 19_093, Optional.of(new ProxiedListener(20_001, 20_002)))
                .properties(Path.of("/data/kafka"))));

        assertThat(kafka)
                .containsEntry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093,PROXIED://127.0.0.1:20001")
                .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:19092,PROXIED://127.0.0.1:20002");
    }

    @Test
    void kafkaFindsItsDirectoryWhateverItIsCalled() throws IOException {
        Path data = Path.of("/home/Jürgen/żółw \\ 2/kafka");
        Properties kafka = new Properties();
        kafka.load(new ByteArrayInputStream(new KafkaConfig(19_092, 19_093, Optional.empty())
                .properties(data)
                .getBytes(StandardCharsets.UTF_8)));

        assertThat(kafka).containsEntry("log.dirs", data.toString());
    }

    @Test
    void aPasswordIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
        Secrets secrets = new Secrets(directory, new SecureRandom());

        assertThat(secrets.value("windowpane_job")).matches("[0-9a-f]{48}").isEqualTo(secrets.value("windowpane_job"));
        assertThat(secrets.value("windowpane_owner")).isNotEqualTo(secrets.value("windowpane_job"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aDiskThatIsNearlyFullIsNamedWithWhatIsMissing() {
        assertThatThrownBy(() -> Home.requireFreeSpace(Path.of("/x/.windowpane"), 300L << 20))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("Only 300 MiB are free")
                .hasMessageContaining("/x/.windowpane")
                .hasMessageContaining("1 GiB");
    }

    @Test
    void aProgramThatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() {
        assertThatThrownBy(() -> Programs.require(directory.resolve("job.jar")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("job.jar is missing")
                .hasMessageContaining("./windowpane build");
    }
}
