package dev.windowpane.local.os;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Logs that programs append to while we read them and keep them small. */
public final class LogFiles {
    private static final long LARGEST = 16L << 20;
    private static final int TAIL_BYTES = 16_384;
    private static final int TAIL_LINES = 15;

    private LogFiles() {}

    /**
     * Keeps a log of more than 16 MiB as {@code NAME.log.1} and empties it. Its writer appends, so it goes on at the new start; lines written in that instant are
     * lost. (Renaming would take the file along with its writer.)
     */
    public static void rotate(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LARGEST) {
                Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines, indented, for the message that says why a program failed; empty if the file cannot be read. */
    static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int size = (int) Math.min(TAIL_BYTES, file.length());
            byte[] end = new byte[size];
            file.seek(file.length() - size);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()))
                    .indent(4)
                    .stripTrailing();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
