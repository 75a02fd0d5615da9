package dev.windowpane.benchmark;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.os.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Postgres, the control plane as a process, and a double of Flink. Postgres' data stays in the directory. */
final class Installation implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final EmbeddedPostgres postgres;
    private final FlinkDouble flink;
    private final Process controlPlane;
    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    private Installation(EmbeddedPostgres postgres, FlinkDouble flink, Process controlPlane, URI url) {
        this.postgres = postgres;
        this.flink = flink;
        this.controlPlane = controlPlane;
        this.url = url;
    }

    /** @param controlPlaneJar {@code quarkus-run.jar} */
    static Installation start(Path directory, Path controlPlaneJar, List<String> options)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(directory);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        Keys keys = Keys.in(directory);
        FlinkDouble flink = new FlinkDouble(keys.context());
        int port = Ports.anyFree();
        Path settings = directory.resolve("control-plane.properties");
        Files.writeString(settings, settings(postgres, flink, keys, port, controlPlaneJar));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As deploy/local starts it
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dquarkus.config.locations=" + settings.toUri()));
        command.addAll(options);
        command.addAll(List.of("-jar", controlPlaneJar.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("control-plane.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "control-plane-shutdown"));
        Installation installation = new Installation(postgres, flink, process, URI.create("http://127.0.0.1:" + port));
        installation.awaitReady();
        return installation;
    }

    private static String settings(EmbeddedPostgres postgres, FlinkDouble flink, Keys keys, int port, Path anyFile) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("quarkus.http.port", port);
        values.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        values.put("quarkus.datasource.reactive.url", postgres.jdbcUrl().substring("jdbc:".length()));
        values.put("quarkus.datasource.username", PostgresRole.CONTROL.roleName());
        values.put("quarkus.datasource.password", postgres.password(PostgresRole.CONTROL));
        values.put("quarkus.flyway.username", PostgresRole.OWNER.roleName());
        values.put("quarkus.flyway.password", postgres.password(PostgresRole.OWNER));
        values.put("windowpane.flink.url", flink.url());
        values.put("windowpane.flink.key-store", keys.store());
        values.put("windowpane.flink.trust-store", keys.store());
        values.put("windowpane.flink.store-password", keys.password());
        values.put("windowpane.job-jar", anyFile);
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void awaitReady() throws InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (System.nanoTime() - limit > 0 || controlPlane.waitFor(200, TimeUnit.MILLISECONDS)) {
                close();
                throw new IllegalStateException("the control plane did not come up; see control-plane.log");
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI url() {
        return url;
    }

    FlinkDouble flink() {
        return flink;
    }

    /** As the owner of the tables. */
    Connection owner() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), PostgresRole.OWNER.roleName(), postgres.password(PostgresRole.OWNER));
    }

    Usage controlPlane() {
        return Usage.of(controlPlane.pid());
    }

    Usage postgres() {
        return Usage.of(postgres.processes().getFirst().pid().orElse(-1L));
    }

    @Override
    public void close() {
        controlPlane.destroy();
        try {
            if (!controlPlane.waitFor(10, TimeUnit.SECONDS)) {
                controlPlane.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flink.close();
        postgres.close();
        client.close();
    }
}
