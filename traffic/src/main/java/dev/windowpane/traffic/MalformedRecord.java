package dev.windowpane.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that is no hit, and why: the saved corpus {@code malformed.tsv}. With the default rules of event time the reason holds for
 * any Kafka timestamp between the years 2002 and 2098, so the same records serve the parser's tests and real topics.
 *
 * <p>A line is {@code reason TAB value}; the value is {@code -} for a tombstone, else Base64 pieces with a space between them, each of
 * which may be repeated ({@code eA==*262145}).
 *
 * @param reason the name of the dead letter's reason
 * @param value empty for a tombstone
 */
public record MalformedRecord(String reason, Optional<byte[]> value) {
    private static final String FILE = "malformed.tsv";
    private static final String TOMBSTONE = "-";

    /** The whole corpus, in the file's order, so that a line of the file can be named by its number. */
    public static List<MalformedRecord> corpus() {
        try (InputStream in = Objects.requireNonNull(MalformedRecord.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(MalformedRecord::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MalformedRecord of(String line) {
        int tab = line.indexOf('\t');
        String value = line.substring(tab + 1);
        return new MalformedRecord(
                line.substring(0, tab), value.equals(TOMBSTONE) ? Optional.empty() : Optional.of(decode(value)));
    }

    private static byte[] decode(String pieces) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (String piece : pieces.split(" ", -1)) {
            int star = piece.indexOf('*');
            byte[] bytes = Base64.getDecoder().decode(star < 0 ? piece : piece.substring(0, star));
            int times = star < 0 ? 1 : Integer.parseInt(piece.substring(star + 1));
            for (int i = 0; i < times; i++) {
                value.writeBytes(bytes);
            }
        }
        return value.toByteArray();
    }
}
