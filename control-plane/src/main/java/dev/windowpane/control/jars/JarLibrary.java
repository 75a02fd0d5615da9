package dev.windowpane.control.jars;

import dev.windowpane.control.config.WindowpaneConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Job JARs as files on our own disk: the current one, which new jobs and upgrades get, and those that revisions are pinned to. Each is
 * copied once per content, so that a build in the middle of an upload changes nothing.
 */
@ApplicationScoped
public class JarLibrary {
    private static final Logger LOG = Logger.getLogger(JarLibrary.class);
    private static final String PREFIX = "windowpane-";

    private final Path source;
    private final JarStore store;
    private final Map<String, LocalJar> copies = new ConcurrentHashMap<>();
    private @Nullable Snapshot last;

    private record Snapshot(FileTime modified, long size, LocalJar jar) {}

    @Inject
    JarLibrary(WindowpaneConfig config, JarStore store) {
        this(config.jobJar(), store);
    }

    public JarLibrary(Path source, JarStore store) {
        this.source = source;
        this.store = store;
    }

    /** The JAR as it is now; empty if the file is missing or cannot be read. */
    public Optional<LocalJar> current() {
        try {
            return Optional.of(requireCurrent());
        } catch (UncheckedIOException e) {
            LOG.debug("there is no current JAR", e);
            return Optional.empty();
        }
    }

    /**
     * The JAR as it is now.
     *
     * @throws UncheckedIOException if the file is missing or cannot be read
     */
    public synchronized LocalJar requireCurrent() {
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
            LocalJar jar = copy(Files.readAllBytes(source));
            last = new Snapshot(modified, size, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("the job JAR %s cannot be read".formatted(source.toAbsolutePath()), e);
        }
    }

    /**
     * A JAR that a revision is pinned to.
     *
     * @throws UncheckedIOException if there is no room for it on our disk
     * @throws IllegalStateException if Postgres does not have it
     */
    public LocalJar pinned(String sha256) {
        LocalJar known = copies.get(sha256);
        if (known != null && Files.exists(known.file())) {
            return known;
        }
        byte[] content = store.content(sha256)
                .orElseThrow(() -> new IllegalStateException(
                        "a revision is pinned to JAR %s, which is not kept".formatted(sha256)));
        try {
            return copy(content);
        } catch (IOException e) {
            throw new UncheckedIOException("no copy of JAR %s can be made".formatted(sha256), e);
        }
    }

    private LocalJar copy(byte[] content) throws IOException {
        String sha256 = HexFormat.of().formatHex(digest().digest(content));
        Path directory = Files.createTempDirectory(PREFIX);
        Path file = directory.resolve(PREFIX + sha256 + ".jar");
        Files.write(file, content);
        file.toFile().deleteOnExit();
        directory.toFile().deleteOnExit();
        LocalJar jar = new LocalJar(sha256, version(content), file);
        copies.put(sha256, jar);
        return jar;
    }

    private static String version(byte[] content) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(content))) {
            return Optional.ofNullable(in.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .orElse("unknown");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
