package dev.windowpane.local;

import dev.windowpane.local.os.PrivateFiles;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code train}: starts the control plane once and keeps what the JVM has learnt, so that every later start is fast. */
@Command(name = "train", hidden = true, description = "Makes the control plane's start cache.")
final class TrainCommand implements Callable<Integer> {
    private static final Duration WRITING = Duration.ofMinutes(3);

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private ProgramOptions programs = new ProgramOptions();

    @Override
    public Integer call() {
        Programs built = programs.programs();
        StartCache cache = StartCache.of(built.controlPlaneJar().toAbsolutePath());
        PrivateFiles.delete(cache.file());
        try (LoneControlPlane lone = LoneControlPlane.in(data.directory(), built)) {
            lone.startAndEnd(cache.record(), WRITING);
        }
        return cache.use().isEmpty() ? 1 : 0;
    }
}
