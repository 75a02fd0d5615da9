package dev.windowpane.local.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The wall clock of one process, which can be set wrong while it runs (by libfaketime). Its measure of elapsed time stays right. */
public final class WrongClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path file;

    /** @param file holds how wrong it is */
    public WrongClock(Path file) {
        this.file = file;
        write(Duration.ZERO);
    }

    /** For the process; empty, and the clock always right, where libfaketime is not installed. */
    public Map<String, String> environment() {
        return library()
                .map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1"))
                .orElse(Map.of());
    }

    /**
     * Seen by the process after at most a second.
     *
     * @throws LocalStackException if libfaketime is not installed
     */
    public void set(Duration ahead) {
        if (library().isEmpty()) {
            throw new LocalStackException(
                    "a wrong clock cannot be tested here: libfaketime is missing. On Debian: apt-get install -y --no-install-recommends libfaketime");
        }
        write(ahead);
    }

    private void write(Duration ahead) {
        PrivateFiles.write(file, "%+d%n".formatted(ahead.toSeconds()));
    }

    private static Optional<Path> library() {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu")) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
