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
import java.util.stream.Stream;

/**
 * A real Postgres 18 on 127.0.0.1: durable (fsync and synchronous commit on), SCRAM passwords, database {@code windowpane} with its four roles and no tables
 * (migrations belong to the control plane). Its data survives {@link #close} and a crash.
 */
public final class EmbeddedPostgres implements AutoCloseable, StackPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final Home home;
    private final PostgresCluster cluster;
    private final PostgresDisk disk;
    private final ManagedProcess process;
    private final PostgresAccess access;
    private final Runnable afterClose;

    private EmbeddedPostgres(Home home, int preferredPort, ManagedProcess.ExitListener listener, Runnable afterClose) {
        this.home = home;
        this.access = new PostgresAccess(home.secrets(), home.ports().choose("postgres", preferredPort));
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
        Stream<String> own = Stream.of("listen_addresses=127.0.0.1", "port=" + port(), "unix_socket_directories=");
        return Stream.concat(
                        Stream.of("-D", home.data("postgres").toString()),
                        Stream.concat(own, PostgresSettings.SETTINGS.stream())
                                .flatMap(setting -> Stream.of("-c", setting)))
                .toList();
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
                        port(),
                        "postgres",
                        PostgresBootstrap.SUPERUSER,
                        home.secrets().value(PostgresBootstrap.SUPERUSER));
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("show data_directory")) {
                rows.next();
                if (!home.data("postgres").equals(Path.of(rows.getString(1)))) {
                    return Optional.of("another Postgres answers on port " + port());
                }
            }
            PostgresBootstrap.run(connection, home.secrets());
            return Optional.empty();
        } catch (SQLException notYet) {
            return Optional.of(String.valueOf(notYet.getMessage()));
        }
    }

    PostgresAccess access() {
        return access;
    }

    public String host() {
        return access.host();
    }

    public int port() {
        return access.port();
    }

    public String database() {
        return access.database();
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return access.jdbcUrl();
    }

    /** How to connect as this role. */
    public PostgresAddress address(PostgresRole role) {
        return access.address(role);
    }

    public String password(PostgresRole role) {
        return access.password(role);
    }

    /** Mode 0600, only the password, no line end. */
    public Path passwordFile(PostgresRole role) {
        return access.passwordFile(role);
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
