package dev.windowpane.local.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One owner per directory. The operating system frees the lock when the owner dies, however it dies. */
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path ownerFile;

    private RunLock(FileChannel channel, Path ownerFile) {
        this.channel = channel;
        this.ownerFile = ownerFile;
    }

    /** @throws LocalStackException at once if another owner holds it; the message says who */
    public static RunLock take(Path runDirectory) {
        Path ownerFile = runDirectory.resolve("owner");
        try {
            FileChannel channel =
                    FileChannel.open(runDirectory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new LocalStackException(
                        "Windowpane already runs with this data directory: %s. Stop it (Ctrl-C or kill), or take another directory and port."
                                .formatted(Files.exists(ownerFile) ? PrivateFiles.read(ownerFile) : "owner unknown"));
            }
            RunLock lock = new RunLock(channel, ownerFile);
            lock.describe("starting");
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    /** What a refused second owner is told besides our pid. */
    public void describe(String where) {
        PrivateFiles.write(
                ownerFile, "pid %d, %s".formatted(ProcessHandle.current().pid(), where));
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                PrivateFiles.delete(ownerFile);
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
