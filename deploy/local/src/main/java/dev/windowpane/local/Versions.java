package dev.windowpane.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that Maven built us with. */
final class Versions {
    private static final Properties VERSIONS = load();

    private Versions() {}

    static String of(String program) {
        return VERSIONS.getProperty(program, "?");
    }

    private static Properties load() {
        Properties versions = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
            if (file != null) {
                versions.load(file);
            }
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
