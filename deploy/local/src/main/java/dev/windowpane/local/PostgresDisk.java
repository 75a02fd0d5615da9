package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.SmallDisk;
import dev.windowpane.local.os.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the data directory lies while Postgres is down: copied away, set back, or on a disk that can run full. */
final class PostgresDisk implements AutoCloseable {
    private final Path data;
    private final Path log;
    private @Nullable SmallDisk disk;

    PostgresDisk(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    private Path aside() {
        return data.resolveSibling(data.getFileName() + ".aside");
    }

    void copyTo(Path target) {
        PrivateFiles.delete(target);
        copy(data, target);
    }

    void replaceBy(Path snapshot) {
        PrivateFiles.delete(data);
        copy(snapshot, data);
    }

    /** @param spareBytes more than what is there now */
    void moveToSmallDisk(long spareBytes) {
        if (disk != null) {
            throw new LocalStackException("Postgres is on a small disk already");
        }
        PrivateFiles.delete(aside());
        long size = size() + spareBytes;
        move(data, aside());
        PrivateFiles.directory(data);
        try {
            disk = SmallDisk.over(data, size, log);
        } catch (LocalStackException e) {
            PrivateFiles.delete(data);
            move(aside(), data);
            throw e;
        }
        copyContent(aside(), data);
    }

    void fill() {
        small().fill();
    }

    void free() {
        small().free();
    }

    /** Takes the data along. */
    void leaveSmallDisk() {
        PrivateFiles.delete(aside());
        copy(data, aside());
        close();
        PrivateFiles.delete(data);
        move(aside(), data);
    }

    private SmallDisk small() {
        if (disk == null) {
            throw new LocalStackException("Postgres is not on a small disk");
        }
        return disk;
    }

    private long size() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path from, Path to) {
        Tool.run("cp", List.of("cp", "-a", from.toString(), to.toString()), log);
    }

    private void copyContent(Path from, Path to) {
        Tool.run("cp", List.of("cp", "-a", from + "/.", to + "/"), log);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
            disk = null;
        }
    }
}
