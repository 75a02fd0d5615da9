package dev.windowpane.local.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes that an owner left running because it was killed itself. Only those are ended whose number and time of birth are the recorded ones. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Leftovers() {}

    /**
     * Ends them, first politely. The caller must hold the {@link RunLock} of the same directory.
     *
     * @return one line for each, such as {@code postgres (pid 4711)}
     */
    public static List<String> end(Path runDirectory) {
        List<String> ended = new ArrayList<>();
        List<ProcessHandle> families = new ArrayList<>();
        for (Path file : pidFiles(runDirectory)) {
            Optional<ProcessIdentity> alive =
                    ProcessIdentity.parse(PrivateFiles.read(file)).filter(ProcessIdentity::isAlive);
            alive.flatMap(identity -> ProcessHandle.of(identity.pid())).ifPresent(handle -> {
                ended.add("%s (pid %d)".formatted(name(file), handle.pid()));
                families.add(handle);
                handle.descendants().forEach(families::add);
                Signals.send("CONT", List.of(handle.pid()));
                Signals.send("INT", List.of(handle.pid()));
            });
        }
        awaitEnd(families, GRACE);
        families.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(families, GRACE);
        pidFiles(runDirectory).forEach(PrivateFiles::delete);
        return ended;
    }

    private static void awaitEnd(List<ProcessHandle> processes, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        while (!deadline.isOver()
                && processes.stream()
                        .anyMatch(process -> ProcessIdentity.of(process.pid()).isPresent() && process.isAlive())) {
            Pause.briefly();
        }
    }

    private static String name(Path pidFile) {
        return pidFile.getFileName().toString().replace(".pid", "");
    }

    private static List<Path> pidFiles(Path runDirectory) {
        try (Stream<Path> files = Files.list(runDirectory)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
