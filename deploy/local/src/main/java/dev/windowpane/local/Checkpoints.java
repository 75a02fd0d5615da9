package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of Flink's checkpoints, and what can happen to it. */
public final class Checkpoints implements AutoCloseable {
    private static final long SMALL = 4L << 20;

    private final Path directory;
    private final Path log;
    private @Nullable SmallDisk disk;

    Checkpoints(Path directory, Path log) {
        this.directory = directory;
        this.log = log;
    }

    /** Deletes what is in the directory. */
    public void delete() {
        Path doomed = directory.resolveSibling("checkpoints-deleted");
        PrivateFiles.delete(doomed);
        try {
            // Away in one step: a TaskManager may be writing into it
            Files.move(directory, doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalStackException("Cannot delete the checkpoints in " + directory, e);
        }
        PrivateFiles.directory(directory);
        PrivateFiles.delete(doomed);
    }

    /** Overwrites every file of the newest checkpoint of each job with nonsense of the same size. Returns how many files it were. */
    public int corruptNewest() {
        int files = 0;
        for (Path job : children(directory)) {
            List<Path> checkpoints = children(job).stream()
                    .filter(it -> it.getFileName().toString().matches("chk-[0-9]+"))
                    .sorted(Comparator.comparingLong(
                            it -> Long.parseLong(it.getFileName().toString().substring(4))))
                    .toList();
            if (!checkpoints.isEmpty()) {
                files += corrupt(checkpoints.getLast());
            }
        }
        return files;
    }

    private static int corrupt(Path checkpoint) {
        int files = 0;
        for (Path file : children(checkpoint)) {
            try {
                byte[] nonsense = new byte[Math.toIntExact(Files.size(file))];
                Arrays.fill(nonsense, (byte) 0xff);
                Files.write(file, nonsense);
                files++;
            } catch (NoSuchFileException replacedByANewerOne) {
                return files;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on no checkpoint finds room. Needs root. */
    public void fillDisk() {
        SmallDisk small = SmallDisk.over(directory, SMALL, log);
        disk = small;
        small.fill();
    }

    /** Ends {@link #fillDisk}. */
    public void freeDisk() {
        if (disk != null) {
            disk.close();
            disk = null;
        }
    }

    /** Leaves the directory as it is, but on its own disk. */
    @Override
    public void close() {
        freeDisk();
    }
}
