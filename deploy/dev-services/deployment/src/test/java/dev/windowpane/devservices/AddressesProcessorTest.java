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
                Map.of());

        List<Map<String, String>> rows = AddressesProcessor.rows(addresses);

        assertThat(rows)
                .extracting(row -> row.get("name"))
                .containsExactly("Dashboard", "API", "Kafka", "Flink", "Postgres");
        assertThat(rows)
                .extracting(row -> row.get("use"))
                .contains("PGPASSWORD=$(cat '%s') psql -h 127.0.0.1 -p 15432 -U windowpane_reader windowpane"
                        .formatted(password))
                .anySatisfy(use -> assertThat(use).contains("curl -K"));
        assertThat(rows.toString()).doesNotContain("sentinel-of-a-secret");
    }
}
