package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real {@code replay} and {@code sample}, each a process of its own. */
final class TrafficProgram {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final String topic;
    private final Path directory;

    TrafficProgram(String bootstrapServers, String topic, Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.directory = directory;
    }

    /** A run of the program; its output is in a file beside the stack's logs. */
    record Run(Process process, Path output) {
        String text() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int exitCode() {
            try {
                assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as("ended in time; %s", text())
                        .isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        void awaitText(String part) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(text()).contains(part));
        }

        /** SIGTERM. */
        int terminate() {
            process.destroy();
            return exitCode();
        }
    }

    /** Replays the file to its end and returns what the program said. */
    String replay(Path file, String... options) {
        Run run = startReplay(file, options);
        assertThat(run.exitCode()).as("%s", run.text()).isZero();
        return run.text();
    }

    Run startReplay(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", file.toString()));
        arguments.addAll(Arrays.asList(options));
        return start(arguments);
    }

    Run startSample(String... options) {
        List<String> arguments = new ArrayList<>(List.of("sample"));
        arguments.addAll(Arrays.asList(options));
        return start(arguments);
    }

    private Run start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-jar",
                Checkout.file("traffic/target/windowpane-traffic.jar").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--bootstrap-servers", bootstrapServers, "--topic", topic));
        try {
            Path output = Files.createTempFile(directory, "traffic-", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Run(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
