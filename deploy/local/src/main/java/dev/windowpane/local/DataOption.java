package dev.windowpane.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that all verbs share. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data, logs and addresses.json live (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".windowpane");

    Path directory() {
        return directory.toAbsolutePath().normalize();
    }
}
