package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tests share one data directory: starting on kept data takes a fraction of making it. */
class EmbeddedPostgresIT {
    @TempDir
    private static Path directory;

    private EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);

    @AfterEach
    void end() {
        postgres.close();
    }

    @Test
    void everyRoleConnectsWithItsOwnPasswordOnly() throws SQLException {
        for (PostgresRole role : PostgresRole.values()) {
            assertThat(query(role, "select current_user")).isEqualTo(role.roleName());
        }
        assertThatThrownBy(() -> PostgresBootstrap.connect(
                        postgres.port(),
                        postgres.database(),
                        PostgresRole.OWNER.roleName(),
                        postgres.password(PostgresRole.READER)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void isDurableAndBoundsTheLocksOfTheJob() throws SQLException {
        assertThat(query(PostgresRole.JOB, "show fsync")).isEqualTo("on");
        assertThat(query(PostgresRole.JOB, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(PostgresRole.JOB, "show idle_in_transaction_session_timeout"))
                .isEqualTo("5s");
        assertThat(query(PostgresRole.JOB, "show lock_timeout")).isEqualTo("10s");
        assertThat(query(PostgresRole.JOB, "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void isSetBackToTheMomentOfItsSnapshot() throws SQLException {
        execute(PostgresRole.OWNER, "create table setback (n int)");
        postgres.takeSnapshot();
        execute(PostgresRole.OWNER, "insert into setback values (1)");
        assertThat(query(PostgresRole.OWNER, "select count(*) from setback")).isEqualTo("1");

        postgres.setBack();
        postgres.start();

        assertThat(query(PostgresRole.OWNER, "select count(*) from setback")).isEqualTo("0");
    }

    @Test
    void theReaderCannotWrite() {
        assertThatThrownBy(() -> execute(PostgresRole.READER, "create table mine (n int)"))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void whatWasCommittedSurvivesAKillAndAClose() throws SQLException {
        execute(PostgresRole.OWNER, "create table kept as select 42 as n");
        execute(PostgresRole.OWNER, "grant select on kept to windowpane_reader");

        postgres.kill();
        postgres.start();
        assertThat(query(PostgresRole.READER, "select n from kept")).isEqualTo("42");

        postgres.close();
        postgres = EmbeddedPostgres.start(directory);
        assertThat(query(PostgresRole.READER, "select n from kept")).isEqualTo("42");
    }

    @Test
    void aLostPasswordFileIsMadeAnew() throws SQLException {
        String lost = postgres.password(PostgresRole.JOB);
        postgres.close();
        PrivateFiles.delete(directory.resolve("secrets/windowpane_job"));

        postgres = EmbeddedPostgres.start(directory);

        assertThat(postgres.password(PostgresRole.JOB)).isNotEqualTo(lost);
        assertThat(query(PostgresRole.JOB, "select current_user")).isEqualTo("windowpane_job");
    }

    @Test
    void aLostSuperuserPasswordIsSaidAtOnce() {
        postgres.close();
        Path file = directory.resolve("secrets/postgres");
        String password = PrivateFiles.read(file);
        PrivateFiles.delete(file);

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file + " is missing");
        PrivateFiles.write(file, password);
    }

    @Test
    void aSecondOwnerOfTheDirectoryIsRefusedAtOnce() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("already runs")
                .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }

    private String query(PostgresRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void execute(PostgresRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(PostgresRole role) throws SQLException {
        return PostgresBootstrap.connect(
                postgres.port(), postgres.database(), role.roleName(), postgres.password(role));
    }
}
