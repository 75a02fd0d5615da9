package dev.windowpane.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -f}: the file of a spec. */
final class SpecOption {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The job's spec as YAML or JSON; - is standard input.")
    private @Nullable String file;

    SpecFile read(Common common) {
        return SpecFile.read(file == null ? "" : file, common.surroundings().in());
    }
}
