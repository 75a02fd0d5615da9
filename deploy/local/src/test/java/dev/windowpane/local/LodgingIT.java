package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers get to run, run by processes: an engine and images are not everywhere. */
class LodgingIT {
    private static final Programs PROGRAMS = Programs.ofCheckout(Path.of(""));

    @TempDir
    private Path directory;

    @Test
    void kafkaAndPostgresElsewhereAreAsGoodAsOurOwn() throws SQLException {
        int kafkaPort;
        try (LocalStack stack = wanted().start()) {
            Addresses addresses = stack.addresses();
            kafkaPort = Integer.parseInt(
                    Objects.requireNonNull(addresses.kafkaBootstrap()).split(":", 2)[1]);
            new KafkaAdmin("127.0.0.1:" + kafkaPort).addPartitions(LocalStack.TOPIC, 4);

            assertThat(addresses.pids()).containsOnlyKeys("windowpane");
            assertThat(show(stack, "fsync", PostgresRole.OWNER)).isEqualTo("on");
            assertThat(show(stack, "default_transaction_read_only", PostgresRole.READER))
                    .isEqualTo("on");
        }
        assertThat(Ports.isFree(kafkaPort)).isTrue();
    }

    @Test
    void whatDoesNotStartElsewhereIsSaidAndTheDirectoryIsFreeForAnotherWay() {
        Lodging good = new ProcessLodging(directory.resolve("elsewhere"), PROGRAMS);
        Lodging broken = new Lodging() {
            @Override
            public Server kafka(KafkaGuest guest) {
                throw new LocalStackException("no image");
            }

            @Override
            public Server postgres(PostgresGuest guest) {
                return good.postgres(guest);
            }
        };

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> wanted().lodgedIn(broken).start()).hasMessage("no image");
        }
    }

    private LocalStackBuilder wanted() {
        return LocalStack.in(directory.resolve("stack"))
                .programs(PROGRAMS)
                .parts(Part.POSTGRES, Part.KAFKA)
                .lodgedIn(new ProcessLodging(directory.resolve("elsewhere"), PROGRAMS));
    }

    private static String show(LocalStack stack, String setting, PostgresRole role) throws SQLException {
        PostgresAccess database = stack.database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), role.roleName(), database.password(role));
                ResultSet row = connection.createStatement().executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
