package dev.windowpane.e2e;

import static org.awaitility.Awaitility.await;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds whoever writes a row inside that statement, by a trigger that waits for a lock of ours: so a test can act at exactly this point of the
 * control plane's work, without a line for it in the control plane.
 */
final class Breakpoint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KEY = 471_100;

    private final EmbeddedPostgres postgres;
    private final Connection owner;
    private final Write write;

    private Breakpoint(EmbeddedPostgres postgres, Connection owner, Write write) {
        this.postgres = postgres;
        this.owner = owner;
        this.write = write;
    }

    static Breakpoint at(EmbeddedPostgres postgres, Write write) {
        try {
            Breakpoint made = new Breakpoint(postgres, connect(postgres, PostgresRole.OWNER), write);
            made.run("select pg_advisory_lock(%d)".formatted(KEY));
            made.run("""
                    create or replace function test_breakpoint() returns trigger language plpgsql as $$
                    begin
                      if %s then
                        perform pg_advisory_xact_lock(%d);
                      end if;
                      return new;
                    end $$
                    """.formatted(write.condition(), KEY));
            made.run(
                    "create trigger test_breakpoint before insert or update on %s for each row execute function test_breakpoint()"
                            .formatted(write.table()));
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException("no breakpoint at " + write, e);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, PostgresRole role) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), role.roleName(), postgres.password(role));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns when somebody is held. */
    void awaitReached() {
        await("somebody at " + write.name())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !held().isEmpty());
    }

    private List<Integer> held() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pid from pg_locks where locktype = 'advisory' and not granted and objid = " + KEY)) {
            List<Integer> pids = new ArrayList<>();
            while (rows.next()) {
                pids.add(rows.getInt(1));
            }
            return pids;
        }
    }

    /** The statement goes on, and nobody is held any more. */
    void release() {
        try {
            run("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            throw new IllegalStateException("the breakpoint still holds", e);
        }
    }

    /** The statement never happens: as if its sender's death had been noticed at once. */
    void discard() {
        try (Connection control = connect(postgres, PostgresRole.CONTROL);
                Statement statement = control.createStatement()) {
            for (int pid : held()) {
                statement.execute("select pg_terminate_backend(%d, 5000)".formatted(pid));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the held statement cannot be ended", e);
        }
        release();
    }

    @Override
    public void close() {
        try (owner) {
            // First: a held statement has locked the table
            release();
            run("drop trigger if exists test_breakpoint on " + write.table());
            run("drop function if exists test_breakpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("the breakpoint leaves its trigger behind", e);
        }
    }
}
