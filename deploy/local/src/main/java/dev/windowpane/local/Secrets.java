package dev.windowpane.local;

import dev.windowpane.local.os.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords, one file each (0600, without a line end), made when first asked for. */
final class Secrets {
    private static final int BYTES = 24;

    private final Path directory;
    private final SecureRandom random;

    Secrets(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    Path file(String name) {
        Path file = directory.resolve(name);
        synchronized (this) {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[BYTES];
                random.nextBytes(bytes);
                PrivateFiles.write(file, HexFormat.of().formatHex(bytes));
            }
        }
        return file;
    }

    String value(String name) {
        return PrivateFiles.read(file(name));
    }
}
