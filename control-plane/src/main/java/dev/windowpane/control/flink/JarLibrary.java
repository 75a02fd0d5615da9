package dev.windowpane.control.flink;

import dev.windowpane.control.config.WindowpaneConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The job JAR on our own disk. It is copied once per content, so that a build in the middle of an upload changes nothing. */
@ApplicationScoped
public class JarLibrary {
    private final Path source;
    private @Nullable Snapshot last;

    private record Snapshot(FileTime modified, long size, JobJar jar) {}

    JarLibrary(WindowpaneConfig config) {
        this.source = config.jobJar();
    }

    /**
     * The JAR as it is now.
     *
     * @throws UncheckedIOException if the file is missing or cannot be read
     */
    public synchronized JobJar current() {
        try {
            FileTime modified = Files.getLastModifiedTime(source);
            long size = Files.size(source);
            Snapshot known = last;
            if (known != null
                    && known.modified().equals(modified)
                    && known.size() == size
                    && Files.exists(known.jar().file())) {
                return known.jar();
            }
            JobJar jar = copy(Files.readAllBytes(source));
            last = new Snapshot(modified, size, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("the job JAR %s cannot be read".formatted(source.toAbsolutePath()), e);
        }
    }

    private static JobJar copy(byte[] content) throws IOException {
        String sha256 = HexFormat.of().formatHex(digest().digest(content));
        Path directory = Files.createTempDirectory(JobJar.PREFIX);
        Path file = directory.resolve(JobJar.PREFIX + sha256 + ".jar");
        Files.write(file, content);
        file.toFile().deleteOnExit();
        directory.toFile().deleteOnExit();
        return new JobJar(sha256, file);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
