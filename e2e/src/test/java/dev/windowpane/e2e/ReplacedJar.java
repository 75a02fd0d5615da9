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

/** Another job JAR in the place of the one that was built, until it is closed. */
final class ReplacedJar implements AutoCloseable {
    private final Path place;
    private final Path good;

    private ReplacedJar(Path place, Path good) {
        this.place = place;
        this.good = good;
    }

    @FunctionalInterface
    private interface Change {
        void to(FileSystem inside) throws IOException;
    }

    static ReplacedJar without(Path place, String entry) {
        return changed(place, inside -> Files.delete(inside.getPath(entry)));
    }

    /** It does the same, but is another one. */
    static ReplacedJar with(Path place, String entry) {
        return changed(place, inside -> Files.writeString(inside.getPath(entry), entry));
    }

    /** Another one that does the same, once more. */
    void add(String entry) {
        change(place, inside -> Files.writeString(inside.getPath(entry), entry));
    }

    private static ReplacedJar changed(Path place, Change change) {
        Path good = place.resolveSibling("good.jar");
        try {
            Files.copy(place, good, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        change(place, change);
        return new ReplacedJar(place, good);
    }

    private static void change(Path place, Change change) {
        Path other = place.resolveSibling("other.jar");
        try {
            Files.copy(place, other, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + other.toUri()), Map.of())) {
                change.to(inside);
            }
            Files.move(other, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
