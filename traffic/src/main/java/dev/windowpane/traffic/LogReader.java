package dev.windowpane.traffic;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of a log file, gzipped or not. Bytes that are not UTF-8 become U+FFFD. A line takes at most 64 KiB of memory. */
final class LogReader implements Closeable {
    static final int LONGEST = 65_536;

    private final Counting raw;
    private final InputStream in;

    LogReader(InputStream file) throws IOException {
        raw = new Counting(file);
        BufferedInputStream buffered = new BufferedInputStream(raw, 65_536);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        in = gzip ? new BufferedInputStream(new GZIPInputStream(buffered), 65_536) : buffered;
    }

    /**
     * A line without its end.
     *
     * @param complete false if it was longer than 64 KiB; then the text is only its beginning
     */
    record Line(String text, boolean complete) {}

    /** The next line; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean complete = true;
        for (int c = first; c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() < LONGEST) {
                line.write(c);
            } else {
                complete = false;
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, complete));
    }

    /** How many bytes of the file have been taken in, compressed as they are there. */
    long bytesRead() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class Counting extends InputStream {
        private final InputStream in;
        private long count;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
