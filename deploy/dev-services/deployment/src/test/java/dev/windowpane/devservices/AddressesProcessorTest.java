package dev.windowpane.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.local.Addresses;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.PostgresAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesProcessorTest {
    @TempDir
    private Path secrets;

    @Test
    void saysHowToReachEachPartAndWhereItsPasswordIsButNotThePassword() throws IOException {
        Path password = Files.writeString(secrets.resolve("reader"), "sentinel-of-a-secret");
        Addresses addresses = new Addresses(
                null,
                "127.0.0.1:19092",
                "hits",
                new PostgresAddress("127.0.0.1", 15432, "windowpane", "windowpane_reader", password),
                new FlinkAddress(URI.create("https://127.0.0.1:18081"), password, password, password),
                Map.of("kafka", 42L, "jobmanager", 43L));

        List<Map<String, String>> rows = AddressesProcessor.rows(addresses, Path.of("/logs"));

        assertThat(rows)
                .extracting(row -> row.get("name") + " " + row.get("address"))
                .containsExactly(
                        "Dashboard /",
                        "API /q/swagger-ui",
                        "Kafka 127.0.0.1:19092",
                        "Flink https://127.0.0.1:18081",
                        "Postgres 127.0.0.1:15432/windowpane",
                        "Logs /logs");
        assertThat(rows)
                .extracting(row -> row.get("runs"))
                .containsExactly("", "", "process 42", "process 43", "in a container", "");
        assertThat(rows)
                .extracting(row -> row.get("command"))
                .contains(
                        "PGPASSWORD=$(cat '%s') psql -h 127.0.0.1 -p 15432 -U windowpane_reader windowpane"
                                .formatted(password),
                        "tail -F '/logs'/*.log")
                .anySatisfy(command -> assertThat(command).startsWith("curl -K"));
        assertThat(rows.toString()).doesNotContain("sentinel-of-a-secret");
    }
}
