package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.os.LocalStackException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    private Path directory;

    @Test
    void everyRoleConnectsWithItsOwnPasswordOnly() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            for (PostgresRole role : PostgresRole.values()) {
                assertThat(query(postgres, role, "select current_user")).isEqualTo(role.roleName());
            }
            assertThatThrownBy(() -> PostgresBootstrap.connect(
                            postgres.port(),
                            postgres.database(),
                            PostgresRole.OWNER.roleName(),
                            postgres.password(PostgresRole.READER)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void itIsDurableAndBoundedForTheJob() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, PostgresRole.JOB, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, PostgresRole.JOB, "show synchronous_commit"))
                    .isEqualTo("on");
            assertThat(query(postgres, PostgresRole.JOB, "show idle_in_transaction_session_timeout"))
                    .isEqualTo("5s");
            assertThat(query(postgres, PostgresRole.JOB, "show lock_timeout")).isEqualTo("10s");
            assertThat(query(postgres, PostgresRole.JOB, "show listen_addresses"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void whatTheOwnerCommittedSurvivesAKillAndAClose() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            execute(postgres, PostgresRole.OWNER, "create table kept as select 42 as n");
            execute(postgres, PostgresRole.OWNER, "grant select on kept to windowpane_reader");
            postgres.kill();
            postgres.start();
            assertThat(query(postgres, PostgresRole.OWNER, "select n from kept"))
                    .isEqualTo("42");
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory)) {
            assertThat(query(again, PostgresRole.READER, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void aSecondOwnerOfTheDirectoryIsRefusedAtOnce() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(postgres.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("already runs")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    private static String query(EmbeddedPostgres postgres, PostgresRole role, String sql) throws SQLException {
        try (Connection connection = connect(postgres, role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, PostgresRole role, String sql) throws SQLException {
        try (Connection connection = connect(postgres, role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, PostgresRole role) throws SQLException {
        return PostgresBootstrap.connect(
                postgres.port(), postgres.database(), role.roleName(), postgres.password(role));
    }
}
