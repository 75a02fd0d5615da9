package dev.windowpane.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.Addresses;
import dev.windowpane.local.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {
    @TempDir
    private Path directory;

    @Test
    void findsTheReaderOfARunningStack() throws IOException {
        Path password = Path.of("/home/żółw/a \"b\" \\ c/secrets/windowpane_reader");
        PostgresAddress postgres =
                new PostgresAddress("127.0.0.1", 15_432, "windowpane", "windowpane_reader", password);
        Files.writeString(
                directory.resolve("addresses.json"),
                new Addresses(null, "127.0.0.1:19092", "hits", postgres, null, Map.of("windowpane", 1L)).toJson());

        assertThat(AddressFile.target(directory))
                .isEqualTo(new Target("jdbc:postgresql://127.0.0.1:15432/windowpane", "windowpane_reader", password));
    }

    @Test
    void saysWhatToDoWhereNothingRuns() {
        assertThatThrownBy(() -> AddressFile.target(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Start one with ./windowpane up, or name a database with --url");
    }
}
