package dev.windowpane.local;

import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.Readiness;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Postgres that is no process of ours, with the settings, roles and database of {@link EmbeddedPostgres}. It begins empty each time. */
final class LodgedPostgres implements StackPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Home home;
    private final PostgresAccess access;
    private final Path log;
    private final Server server;

    LodgedPostgres(Home home, int preferredPort, Lodging lodging) {
        this.home = home;
        this.access = new PostgresAccess(home.secrets(), home.ports().choose("postgres", preferredPort));
        this.log = home.log("postgres");
        this.server = lodging.postgres(new Lodging.PostgresGuest(
                access.port(),
                PostgresSettings.INITIALISATION,
                PostgresSettings.SETTINGS,
                home.secrets().file(PostgresBootstrap.SUPERUSER),
                log));
    }

    PostgresAccess access() {
        return access;
    }

    @Override
    public String title() {
        return server.title();
    }

    @Override
    public void start() {
        server.start();
        Readiness.await(server.title(), server::isAlive, log, START_LIMIT, this::whyNotReady);
    }

    private Optional<String> whyNotReady() {
        try (Connection connection = PostgresBootstrap.connect(
                access.port(),
                "postgres",
                PostgresBootstrap.SUPERUSER,
                home.secrets().value(PostgresBootstrap.SUPERUSER))) {
            PostgresBootstrap.run(connection, home.secrets());
            return Optional.empty();
        } catch (SQLException notYet) {
            return Optional.of(String.valueOf(notYet.getMessage()));
        }
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
