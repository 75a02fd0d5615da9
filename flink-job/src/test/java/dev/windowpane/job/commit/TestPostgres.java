package dev.windowpane.job.commit;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.spec.ConnectionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Postgres with the control plane's migrations, one for all tests of this JVM. */
public final class TestPostgres {
    private static final Path MIGRATIONS = Path.of("../control-plane/src/main/resources/db/migration");

    private static final TestPostgres SHARED = new TestPostgres();

    private final EmbeddedPostgres server;

    private TestPostgres() {
        try {
            server = EmbeddedPostgres.start(Files.createTempDirectory(Path.of("target"), "postgres"));
            migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the migrations do not run", e);
        }
    }

    public static TestPostgres shared() {
        return SHARED;
    }

    public EmbeddedPostgres server() {
        return server;
    }

    /** The environment of a Flink process. */
    public Map<String, String> environment() {
        return Map.of(
                "POSTGRES_URL", server.jdbcUrl(),
                "POSTGRES_USER", PostgresRole.JOB.roleName(),
                "POSTGRES_PASSWORD_FILE", server.passwordFile(PostgresRole.JOB).toString());
    }

    /** With the job's rights only. */
    public Connection asJob() throws SQLException {
        return new PostgresConnection(ConnectionName.DEFAULT, "test").connect(environment());
    }

    /** A new job at epoch 1; the answer is its number. */
    public int newJob(String name) {
        int job = Math.toIntExact(number(
                "insert into job (name, spec, desired) values ('%s', '{}', 'RUNNING') returning id".formatted(name)));
        execute("insert into job_ledger (job, epoch) values (%d, 1)".formatted(job));
        return job;
    }

    public void execute(String sql) {
        try (Connection connection = asControl();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The first column of all rows, a line each. */
    public String text(String sql) {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = asControl();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.append(lines.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection asControl() throws SQLException {
        return connect(PostgresRole.CONTROL);
    }

    private Connection connect(PostgresRole role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), role.roleName(), server.password(role));
    }

    private void migrate() throws IOException, SQLException {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            scripts = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(TestPostgres::version))
                    .toList();
        }
        try (Connection owner = connect(PostgresRole.OWNER);
                Statement statement = owner.createStatement()) {
            for (Path script : scripts) {
                statement.execute(Files.readString(script));
            }
        }
    }

    private static int version(Path script) {
        return Integer.parseInt(script.getFileName().toString().replaceAll("^V([0-9]+)__.*", "$1"));
    }
}
