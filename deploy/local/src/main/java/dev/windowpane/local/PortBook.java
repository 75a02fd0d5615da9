package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Ports;
import dev.windowpane.local.os.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;

/** The ports of one data directory. A chosen port is remembered; one that somebody else holds is replaced by a free one. */
final class PortBook {
    private final Path file;
    private final Consumer<String> notes;

    /** @param notes hears each sentence about a port that had to move */
    PortBook(Path file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /**
     * The remembered port, else the preferred one, else a free one.
     *
     * @param preferred 0 for any free port
     */
    synchronized int choose(String name, int preferred) {
        Properties book = load();
        String remembered = book.getProperty(name, Integer.toString(preferred));
        int wanted = remembered.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(remembered) : preferred;
        int port = wanted != 0 && Ports.isFree(wanted) ? wanted : otherThan(book);
        if (wanted != 0 && port != wanted) {
            notes.accept("Port %d is taken; %s uses %d from now on".formatted(wanted, name, port));
        }
        book.setProperty(name, Integer.toString(port));
        StringBuilder text = new StringBuilder();
        book.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> text.append("%s=%s%n".formatted(key, book.getProperty(key))));
        PrivateFiles.write(file, text.toString());
        return port;
    }

    private static int otherThan(Properties book) {
        int port = Ports.anyFree();
        return book.containsValue(Integer.toString(port)) ? otherThan(book) : port;
    }

    private Properties load() {
        Properties book = new Properties();
        if (Files.exists(file)) {
            try {
                book.load(new StringReader(PrivateFiles.read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalArgumentException e) {
                throw new LocalStackException("%s is damaged; delete it".formatted(file), e);
            }
        }
        return book;
    }
}
