package dev.windowpane.local.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            List<String> lines = PrivateFiles.read(file).lines().toList();
            lines.stream()
                    .findFirst()
                    .flatMap(ProcessIdentity::parse)
                    .filter(ProcessIdentity::isAlive)
                    .flatMap(identity -> ProcessHandle.of(identity.pid()))
                    .ifPresent(process -> {
                        ended.add("%s (pid %d)".formatted(name(file), process.pid()));
                        families.addAll(ask(process, lines.getLast()));
                    });
        }
        awaitEnd(families, GRACE);
        families.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(families, GRACE);
        pidFiles(runDirectory).forEach(PrivateFiles::delete);
        return ended;
    }

    private static List<ProcessHandle> ask(ProcessHandle process, String stopSignal) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        Signals.send("CONT", family.stream().map(ProcessHandle::pid).toList());
        Signals.send(stopSignal.matches("[A-Z]+") ? stopSignal : "TERM", List.of(process.pid()));
        return family;
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
