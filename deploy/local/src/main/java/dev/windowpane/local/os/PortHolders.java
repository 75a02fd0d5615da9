package dev.windowpane.local.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as /proc tells us. */
public final class PortHolders {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolders() {}

    /** The process that listens on this port of any address; empty if none does, or it belongs to another user. */
    public static Optional<ProcessHandle> of(int port) {
        Set<String> sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields ->
                        fields.length > 9 && fields[3].equals(LISTENING) && fields[1].endsWith(":%04X".formatted(port)))
                .map(fields -> "socket:[" + fields[9] + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> holds(process, sockets))
                        .findFirst();
    }

    /** For a message: number and command line, or what is known of them. */
    public static String describe(int port) {
        return of(port).map(process -> "pid %d (%s)"
                        .formatted(
                                process.pid(),
                                process.info()
                                        .commandLine()
                                        .map(PortHolders::shorten)
                                        .orElse("?")))
                .orElse("another program");
    }

    private static String shorten(String command) {
        return command.length() <= 100 ? command : command.substring(0, 100) + "…";
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(PROC.resolve(process.pid() + "/fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException absent) {
            return List.of();
        }
    }
}
