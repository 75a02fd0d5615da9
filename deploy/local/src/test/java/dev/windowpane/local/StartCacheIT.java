package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheIT {
    @TempDir
    private Path directory;

    @Test
    void isNotAskedForWhereThereIsNone() {
        assertThat(StartCache.of(directory.resolve("quarkus-run.jar")).use()).isEmpty();
    }

    @Test
    void thatDoesNotFitIsNotSpokenOf() throws IOException, InterruptedException {
        Path jar = FakeProgram.jar(directory.resolve("fake program.jar"));
        StartCache cache = StartCache.of(jar);
        Files.writeString(cache.file(), "not a cache");
        List<String> command = new ArrayList<>();
        command.add(Programs.runningJava().toString());
        command.addAll(cache.use());
        command.add("-version");
        Path output = directory.resolve("output");

        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));

        assertThat(builder.start().waitFor()).isZero();
        assertThat(Files.readAllLines(output))
                .noneMatch(line -> line.startsWith("["))
                .anyMatch(line -> line.contains("Runtime Environment"));
    }
}
