package dev.windowpane.local;

import dev.windowpane.local.os.Leftovers;
import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The directory of one stack ({@code .windowpane/}), held by one owner at a time. All of it may be read by its owner only. */
final class Home implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 1L << 30;

    private final Path root;
    private final RunLock lock;
    private final Secrets secrets;
    private final PortBook ports;

    private Home(Path root, RunLock lock, Consumer<String> notes) {
        this.root = root;
        this.lock = lock;
        this.secrets = new Secrets(directory("secrets"), new SecureRandom());
        this.ports = new PortBook(directory("config").resolve("ports.properties"), notes);
    }

    /**
     * Takes the directory, makes what is missing and ends what a killed owner left running.
     *
     * @param notes hears one sentence for everything that was repaired
     * @throws LocalStackException if another owner has it, or the disk is nearly full
     */
    static Home open(Path directory, Consumer<String> notes) {
        Path root = PrivateFiles.directory(directory.toAbsolutePath().normalize());
        Path run = PrivateFiles.directory(root.resolve("run"));
        RunLock lock = RunLock.take(run);
        try {
            Leftovers.end(run).forEach(each -> notes.accept("Ended what an earlier run left behind: " + each));
            requireFreeSpace(root, freeBytes(root));
            return new Home(root, lock, notes);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static long freeBytes(Path root) {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireFreeSpace(Path root, long free) {
        if (free < LEAST_FREE_BYTES) {
            throw new LocalStackException(
                    "Only %d MiB are free on the disk of %s; Windowpane needs 1 GiB. Free some space, or take a directory on another disk (--data DIR)."
                            .formatted(free >> 20, root));
        }
    }

    Path root() {
        return root;
    }

    Path run() {
        return root.resolve("run");
    }

    Path config() {
        return directory("config");
    }

    Path secretsDirectory() {
        return directory("secrets");
    }

    /** @param name of the program whose data it is */
    Path data(String name) {
        return directory("data").resolve(name);
    }

    Path log(String name) {
        return directory("log").resolve(name + ".log");
    }

    Secrets secrets() {
        return secrets;
    }

    PortBook ports() {
        return ports;
    }

    /** Tells a refused second owner where we can be found. */
    void describe(String where) {
        lock.describe(where);
    }

    private Path directory(String name) {
        return PrivateFiles.directory(root.resolve(name));
    }

    @Override
    public void close() {
        lock.close();
    }
}
