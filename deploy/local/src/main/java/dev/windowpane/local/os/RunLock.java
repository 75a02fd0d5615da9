package dev.windowpane.local.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One owner per directory. The operating system frees the lock when the owner dies, however it dies. */
public final class RunLock implements AutoCloseable {
    /** Of this JVM. Asking for the lock once more and closing that channel would free it: such are POSIX locks. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path ownerFile;

    private RunLock(FileChannel channel, Path ownerFile) {
        this.channel = channel;
        this.ownerFile = ownerFile;
    }

    /** @throws LocalStackException at once if another owner holds it; the message says who */
    public static RunLock take(Path runDirectory) {
        Path ownerFile = runDirectory.resolve("owner");
        if (!HELD_HERE.add(ownerFile)) {
            throw refusal(ownerFile);
        }
        try {
            FileChannel channel =
                    FileChannel.open(runDirectory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                HELD_HERE.remove(ownerFile);
                throw refusal(ownerFile);
            }
            RunLock lock = new RunLock(channel, ownerFile);
            lock.describe("starting");
            return lock;
        } catch (IOException e) {
            HELD_HERE.remove(ownerFile);
            throw new UncheckedIOException(e);
        }
    }

    private static LocalStackException refusal(Path ownerFile) {
        return new LocalStackException(
                "Windowpane already runs with this data directory: %s. Stop it (Ctrl-C or ./windowpane down), or take another directory and port (--data DIR --port N)."
                        .formatted(ownerLines(ownerFile).findFirst().orElse("owner unknown")));
    }

    private static Stream<String> ownerLines(Path ownerFile) {
        return Files.exists(ownerFile) ? PrivateFiles.read(ownerFile).lines() : Stream.empty();
    }

    /** The number of the process that holds it; empty if nobody does, or it has not written its name over a dead owner's yet. */
    public static Optional<Long> holder(Path runDirectory) {
        Path lockFile = runDirectory.resolve("lock");
        Path ownerFile = runDirectory.resolve("owner");
        if (HELD_HERE.contains(ownerFile)) {
            return Optional.of(ProcessHandle.current().pid());
        }
        if (!Files.exists(lockFile)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                return Optional.empty();
            }
            return ownerLines(ownerFile)
                    .skip(1)
                    .findFirst()
                    .flatMap(ProcessIdentity::parse)
                    .filter(ProcessIdentity::isAlive)
                    .map(ProcessIdentity::pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a refused second owner is told besides our pid. */
    public void describe(String where) {
        long pid = ProcessHandle.current().pid();
        String identity = ProcessIdentity.of(pid).map(ProcessIdentity::toString).orElse("");
        PrivateFiles.write(ownerFile, "pid %d, %s\n%s\n".formatted(pid, where, identity));
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                PrivateFiles.delete(ownerFile);
                channel.close();
                HELD_HERE.remove(ownerFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
