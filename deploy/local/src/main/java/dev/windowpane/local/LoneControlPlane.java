package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Postgres of its own, on which the control plane is started again and again, without Flink and Kafka. */
final class LoneControlPlane implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final List<String> PLACES =
            List.of("/", "/api/jobs", "/api/ledger", "/api/dead-letters", "/q/health", "/q/metrics", "/api/jobs/none");

    private final Home home;
    private final Programs programs;
    private final EmbeddedPostgres postgres;
    private final FlinkAddress nowhere;
    private volatile @Nullable EmbeddedControlPlane running;

    /**
     * One start.
     *
     * @param took until it said that it is ready
     * @param rssMiB its memory then, after some pages were asked for
     */
    record Start(Duration took, long rssMiB) {}

    private LoneControlPlane(Home home, Programs programs, EmbeddedPostgres postgres, FlinkAddress nowhere) {
        this.home = home;
        this.programs = programs;
        this.postgres = postgres;
        this.nowhere = nowhere;
    }

    static LoneControlPlane in(Path directory, Programs programs) {
        Home home = Home.open(directory, note -> {});
        EmbeddedPostgres postgres = EmbeddedPostgres.in(home, 0, (process, exitCode) -> {});
        Certificates certificates =
                new Certificates(home.secretsDirectory(), home.secrets(), home.log("certificates"), Clock.systemUTC());
        LoneControlPlane lone = new LoneControlPlane(
                home,
                programs,
                postgres,
                new FlinkAddress(
                        URI.create("https://127.0.0.1:" + Ports.anyFree()),
                        certificates.clientKeys(),
                        certificates.clientTrust(),
                        certificates.passwordFile()));
        Runtime.getRuntime().addShutdownHook(new Thread(lone::close, "lone-shutdown"));
        certificates.prepare();
        postgres.start();
        return lone;
    }

    /**
     * Starts it, asks it for some pages, and ends it.
     *
     * @param options of the JVM
     * @param grace how long its end may take
     */
    Start startAndEnd(List<String> options, Duration grace) {
        ControlPlaneSettings settings =
                new ControlPlaneSettings(Ports.anyFree(), postgres, nowhere, programs.controlPlaneJar(), false);
        EmbeddedControlPlane controlPlane = new EmbeddedControlPlane(
                "control-plane",
                home,
                new ControlPlaneProgram(programs.java(), programs.controlPlaneJar(), options),
                settings,
                Map.of(),
                (process, exitCode) -> {});
        running = controlPlane;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long begin = System.nanoTime();
            controlPlane.start();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            PLACES.forEach(place -> ask(client, controlPlane.url().resolve(place)));
            return new Start(took, rssMiB(controlPlane));
        } finally {
            controlPlane.close(grace);
        }
    }

    private static void ask(HttpClient client, URI place) {
        try {
            client.send(
                    HttpRequest.newBuilder(place).timeout(ANSWER_LIMIT).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new LocalStackException("no answer from " + place, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while asking the control plane", e);
        }
    }

    private static long rssMiB(EmbeddedControlPlane controlPlane) {
        long pid = controlPlane.processes().getFirst().pid().orElseThrow();
        try {
            return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        } catch (IOException e) {
            throw new LocalStackException("the memory of the control plane cannot be read", e);
        }
    }

    @Override
    public void close() {
        EmbeddedControlPlane last = running;
        if (last != null) {
            last.close();
        }
        postgres.close();
        home.close();
    }
}
