package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Postgres 18 on 127.0.0.1: durable (fsync and synchronous commit on), SCRAM passwords, database {@code windowpane} with its four roles and no tables
 * (migrations belong to the control plane). Its data survives {@link #close} and a crash.
 */
public final class EmbeddedPostgres implements AutoCloseable, StackPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final Home home;
    private final PostgresCluster cluster;
    private final PostgresDisk disk;
    private final ManagedProcess process;
    private final int port;
    private final Runnable afterClose;

    private EmbeddedPostgres(Home home, int preferredPort, ManagedProcess.ExitListener listener, Runnable afterClose) {
        this.home = home;
        this.port = home.ports().choose("postgres", preferredPort);
        this.afterClose = afterClose;
        this.cluster = new PostgresCluster(home.data("postgres"));
        this.disk = new PostgresDisk(home.data("postgres"), home.log("postgres"));
        this.process = new ManagedProcess(
                new ProcessSpec(
                        "postgres",
                        cluster.command("postgres", arguments()),
                        Map.of("LC_ALL", "C"),
                        home.root(),
                        home.log("postgres"),
                        "INT"),
                home.run(),
                cluster::heal,
                listener);
    }

    /**
     * Starts only Postgres, on a port of its own choice. It ends with {@link #close}, at the latest with this JVM.
     *
     * @param directory holds data, passwords and log; made if missing; may be used again later
     * @throws LocalStackException if it is in use, or Postgres does not come up
     */
    public static EmbeddedPostgres start(Path directory) {
        Home home = Home.open(directory, note -> {});
        EmbeddedPostgres postgres = new EmbeddedPostgres(home, 0, (process, exitCode) -> {}, home::close);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "postgres-shutdown"));
        try {
            postgres.start();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    static EmbeddedPostgres in(Home home, int preferredPort, ManagedProcess.ExitListener listener) {
        return new EmbeddedPostgres(home, preferredPort, listener, () -> {});
    }

    private List<String> arguments() {
        return List.of(
                "-D",
                home.data("postgres").toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "shared_buffers=256MB",
                "-c",
                "max_connections=60",
                "-c",
                "max_wal_size=512MB",
                "-c",
                "io_method=sync",
                "-c",
                "jit=off",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "log_line_prefix=%m [%p] %u ",
                "-c",
                "cluster_name=windowpane");
    }

    /** Starts it again after {@link #kill}; returns when it accepts connections. Does nothing while it runs. */
    @Override
    public void start() {
        requireSuperuserPassword();
        cluster.create(home.secrets().file(PostgresBootstrap.SUPERUSER), home.log("postgres"));
        for (int attempt = 1; ; attempt++) {
            process.start();
            try {
                Readiness.await(process, START_LIMIT, this::whyNotReady);
                return;
            } catch (LocalStackException e) {
                if (process.isAlive()
                        || attempt == ATTEMPTS
                        || !String.valueOf(e.getMessage()).contains("shared memory")) {
                    process.stop(STOP_GRACE);
                    throw e;
                }
            }
        }
    }

    private void requireSuperuserPassword() {
        Path password = home.secretsDirectory().resolve(PostgresBootstrap.SUPERUSER);
        if (cluster.exists() && !Files.exists(password)) {
            throw new LocalStackException(
                    "%s is missing, so nobody can enter the database in %s. Restore the file, or delete that directory to begin anew."
                            .formatted(password, home.data("postgres")));
        }
    }

    private Optional<String> whyNotReady() {
        try (Connection connection = PostgresBootstrap.connect(
                        port,
                        "postgres",
                        PostgresBootstrap.SUPERUSER,
                        home.secrets().value(PostgresBootstrap.SUPERUSER));
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("show data_directory")) {
                rows.next();
                if (!home.data("postgres").equals(Path.of(rows.getString(1)))) {
                    return Optional.of("another Postgres answers on port " + port);
                }
            }
            PostgresBootstrap.run(connection, home.secrets());
            return Optional.empty();
        } catch (SQLException notYet) {
            return Optional.of(String.valueOf(notYet.getMessage()));
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String database() {
        return PostgresBootstrap.DATABASE;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return PostgresBootstrap.url(port, database());
    }

    /** How to connect as this role. */
    public PostgresAddress address(PostgresRole role) {
        return new PostgresAddress(host(), port, database(), role.roleName(), passwordFile(role));
    }

    public String password(PostgresRole role) {
        return home.secrets().value(role.roleName());
    }

    /** Mode 0600, only the password, no line end. */
    public Path passwordFile(PostgresRole role) {
        return home.secrets().file(role.roleName());
    }

    /** kill -9 of the server; its data stays. */
    public void kill() {
        process.kill();
    }

    /** Copies its data; it is down for a second or two. {@link #setBack} returns to that moment. */
    public void takeSnapshot() {
        process.stop(STOP_GRACE);
        disk.copyTo(home.data("postgres.snapshot"));
        start();
    }

    /** As after a disaster: stops it and puts the snapshot in the place of its data. {@link #start} goes on from there. */
    public void setBack() {
        process.stop(STOP_GRACE);
        disk.replaceBy(home.data("postgres.snapshot"));
    }

    /**
     * Starts it again on a disk that {@link #fillDisk} can fill. Needs root.
     *
     * @param spareBytes how much it has room for
     */
    public void moveToSmallDisk(long spareBytes) {
        process.stop(STOP_GRACE);
        disk.moveToSmallDisk(spareBytes);
        start();
    }

    /** Leaves no free byte on the small disk. */
    public void fillDisk() {
        disk.fill();
    }

    /** Ends {@link #fillDisk}. */
    public void freeDisk() {
        disk.free();
    }

    /** Starts it again on the disk that it came from, with its data of now. */
    public void leaveSmallDisk() {
        process.stop(STOP_GRACE);
        disk.leaveSmallDisk();
        start();
    }

    /** Whether the server runs; it ends itself when its disk is full. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void pause() {
        process.pause();
    }

    /** Ends {@link #pause}. */
    public void resume() {
        process.resume();
    }

    @Override
    public String title() {
        return "Postgres " + Versions.of("postgres");
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of(process);
    }

    /** Fast shutdown; open transactions are rolled back. The data stays. */
    @Override
    public void close() {
        process.close(STOP_GRACE);
        disk.close();
        afterClose.run();
    }
}
