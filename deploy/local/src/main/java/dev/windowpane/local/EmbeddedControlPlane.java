package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.PortHolders;
import dev.windowpane.local.os.Ports;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our control plane as a process. All its settings come from one file that only its owner may read. */
public final class EmbeddedControlPlane implements StackPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(6);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    private final ManagedProcess process;
    private final Path settingsFile;
    private final ControlPlaneSettings settings;
    private final URI url;

    /** @param name of its process, settings and log */
    EmbeddedControlPlane(
            String name,
            Home home,
            ControlPlaneProgram program,
            ControlPlaneSettings settings,
            Map<String, String> environment,
            ManagedProcess.ExitListener listener) {
        this.settings = settings;
        this.url = URI.create("http://127.0.0.1:" + settings.port());
        this.settingsFile = home.config().resolve(name + ".properties");
        this.process = new ManagedProcess(
                new ProcessSpec(
                        name,
                        program.command(home.data("tmp"), settingsFile),
                        environment,
                        home.root(),
                        home.log(name),
                        "TERM"),
                home.run(),
                () -> {},
                listener);
    }

    /** The wanted port, or any free one for 0. Said at once: nobody wants to hear of a taken port after all else has started. */
    static int requireFree(int wanted) {
        if (wanted == 0) {
            return Ports.anyFree();
        }
        if (!Ports.isFree(wanted)) {
            throw new LocalStackException("Port %d is taken by %s. Choose another: ./windowpane up --port %d"
                    .formatted(wanted, PortHolders.describe(wanted), wanted + 1));
        }
        return wanted;
    }

    /** Starts it again after {@link #kill}; returns when it says that it is ready. Does nothing while it runs. */
    @Override
    public void start() {
        PrivateFiles.write(settingsFile, settings.toProperties());
        process.start();
        // An upgrade to HTTP/2 was seen to hang in the JDK's client for ever
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT)
                .build()) {
            Readiness.await(process, START_LIMIT, () -> whyNotReady(client));
        }
    }

    /** Also asks whether it is our process that listens: an answer alone could come from anyone. */
    private Optional<String> whyNotReady(HttpClient client) {
        try {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(url.resolve("/q/health/ready"))
                            .timeout(ANSWER_LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                return Optional.of("%s/q/health/ready answers %d".formatted(url, answer.statusCode()));
            }
            Optional<Long> holder = PortHolders.of(settings.port()).map(ProcessHandle::pid);
            return holder.equals(process.pid())
                    ? Optional.empty()
                    : Optional.of(
                            "port %d belongs to %s".formatted(settings.port(), PortHolders.describe(settings.port())));
        } catch (IOException notYet) {
            return Optional.of("it does not answer at " + url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while the control plane was starting", e);
        }
    }

    public URI url() {
        return url;
    }

    /** kill -9. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    public void pause() {
        process.pause();
    }

    /** Ends {@link #pause}. */
    public void resume() {
        process.resume();
    }

    @Override
    public String title() {
        return "control plane";
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of(process);
    }

    @Override
    public void close() {
        close(STOP_GRACE);
    }

    void close(Duration grace) {
        process.close(grace);
    }
}
