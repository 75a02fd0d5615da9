package dev.windowpane.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A job JAR that somebody has built badly, in the place of the good one, until it is closed. */
final class ReplacedJar implements AutoCloseable {
    private final Path place;
    private final Path good;

    private ReplacedJar(Path place, Path good) {
        this.place = place;
        this.good = good;
    }

    static ReplacedJar without(Path place, String entry) {
        Path good = place.resolveSibling("good.jar");
        Path bad = place.resolveSibling("bad.jar");
        try {
            Files.copy(place, good, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(place, bad, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + bad.toUri()), Map.of())) {
                Files.delete(inside.getPath(entry));
            }
            Files.move(bad, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new ReplacedJar(place, good);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In bytes. */
    long size() {
        return place.toFile().length();
    }

    @Override
    public void close() {
        try {
            Files.move(good, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
