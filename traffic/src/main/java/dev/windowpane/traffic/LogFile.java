package dev.windowpane.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A log that can be read, from its beginning, as often as needed; standard input only once.
 *
 * @param name as the user wrote it
 * @param path empty for standard input
 * @param bytes its size; 0 if unknown
 */
record LogFile(String name, Optional<Path> path, long bytes) {
    /** How far one looks for the first request. */
    private static final int HEAD = 1_000;

    /** @throws ReplayException if it cannot be read */
    static LogFile of(String name) {
        if (name.equals("-")) {
            return new LogFile("stdin", Optional.empty(), 0);
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new ReplayException("%s is a directory; name the log files in it".formatted(name));
        }
        try (InputStream in = Files.newInputStream(path)) {
            in.read();
            return new LogFile(name, Optional.of(path), Files.size(path));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The lines of standard input, kept in a temporary file so that they can be read twice. */
    static LogFile ofStandardInputKept() {
        try {
            Path copy = Files.createTempFile("windowpane-replay", ".log");
            copy.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(copy)) {
                System.in.transferTo(out);
            }
            return new LogFile("stdin", Optional.of(copy), Files.size(copy));
        } catch (IOException e) {
            throw unreadable("stdin", e);
        }
    }

    LogReader open() {
        try {
            return new LogReader(path.isPresent() ? Files.newInputStream(path.get()) : System.in);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The time of the first request among the first 1,000 lines; empty if there is none, and for standard input. */
    Optional<Instant> firstTime(LogLineParser parser) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (LogReader reader = open()) {
            Optional<LogReader.Line> line = reader.next();
            for (int i = 0; i < HEAD && line.isPresent(); i++) {
                if (parser.parse(line.get().text()) instanceof LogLine.Request request) {
                    return Optional.of(request.time());
                }
                line = reader.next();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** How to say it when reading fails midway. */
    ReplayException unreadable(IOException e) {
        return unreadable(name, e);
    }

    private static ReplayException unreadable(String name, IOException e) {
        String why = switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
        return new ReplayException("%s cannot be read: %s".formatted(name, why));
    }
}
