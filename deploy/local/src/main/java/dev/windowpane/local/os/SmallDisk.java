package dev.windowpane.local.os;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of limited size, in memory, over a directory: what was in it is hidden until {@link #close}. Needs root with CAP_SYS_ADMIN. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Path directory;
    private final Path log;

    private SmallDisk(Path directory, Path log) {
        this.directory = directory;
        this.log = log;
    }

    /**
     * Mounts it.
     *
     * @param log of the programs that mount and unmount
     * @throws LocalStackException if we may not mount
     */
    public static SmallDisk over(Path directory, long bytes, Path log) {
        try {
            Tool.run(
                    "mount",
                    List.of(
                            "mount",
                            "-t",
                            "tmpfs",
                            "-o",
                            "size=%d,mode=0700".formatted(bytes),
                            "windowpane-small-disk",
                            directory.toString()),
                    log);
        } catch (LocalStackException e) {
            throw new LocalStackException(
                    "a full disk cannot be tested here: to mount a file system of limited size (mount -t tmpfs) needs root and, in a container, the right CAP_SYS_ADMIN",
                    e);
        }
        return new SmallDisk(directory, log);
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    /** Leaves not one free byte. */
    public void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (int size = CHUNK; size > 0; ) {
                size = write(out, chunk, size) ? size : size / 2;
            }
        } catch (IOException closedWithAFullBuffer) {
            requireFull();
        }
    }

    private static boolean write(OutputStream out, byte[] chunk, int size) {
        try {
            out.write(chunk, 0, size);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private void requireFull() {
        try {
            if (Files.getFileStore(directory).getUsableSpace() > CHUNK) {
                throw new LocalStackException("the disk of %s cannot be filled".formatted(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends {@link #fill}. */
    public void free() {
        PrivateFiles.delete(filler());
    }

    /** Unmounts it, also while it is in use; what was written meanwhile is lost. */
    @Override
    public void close() {
        Tool.run("umount", List.of("umount", "-l", directory.toString()), log);
    }
}
