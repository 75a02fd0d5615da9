package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static List<LogReader.Line> lines(byte[] bytes) throws IOException {
        List<LogReader.Line> lines = new ArrayList<>();
        try (LogReader reader = new LogReader(new ByteArrayInputStream(bytes))) {
            for (Optional<LogReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
            assertThat(reader.bytesRead()).isEqualTo(bytes.length);
        }
        return lines;
    }

    private static List<LogReader.Line> lines(String text) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LogReader.Line line(String text) {
        return new LogReader.Line(text, true);
    }

    @Test
    void linesEndInAnyWay() throws IOException {
        assertThat(lines("a\nb\r\n\nc")).containsExactly(line("a"), line("b"), line(""), line("c"));
        assertThat(lines("a\n")).containsExactly(line("a"));
        assertThat(lines("")).isEmpty();
    }

    @Test
    void gzipIsRecognisedByItsContent() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(lines(bytes.toByteArray())).containsExactly(line("a"), line("b"));
    }

    @Test
    void aLongLineTakesBoundedMemoryAndTheNextIsWhole() throws IOException {
        List<LogReader.Line> lines = lines("x".repeat(1_000_000) + "\nnext");

        assertThat(lines.getFirst().complete()).isFalse();
        assertThat(lines.getFirst().text()).hasSize(LogReader.LONGEST);
        assertThat(lines.getLast()).isEqualTo(line("next"));
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() throws IOException {
        assertThat(lines(new byte[] {'a', (byte) 0xe4, 'b', '\n'})).containsExactly(line("a\ufffdb"));
    }
}
