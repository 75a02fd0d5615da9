package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
    private static final String COMBINED =
            "192.0.2.1 - - [17/May/2015:10:05:%02d +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"u\"";
    private static final String VHOST = "shop.example:80 " + COMBINED;

    private final LogLineParser parser = new LogLineParser();
    private final ReplayReport report = new ReplayReport();
    private final List<Sent> sent = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private record Sent(int partition, Instant time, String value) {}

    private final class Sink implements RecordSink {
        @Override
        public void send(int partition, Instant time, Optional<byte[]> value) {
            sent.add(new Sent(partition, time, value.map(String::new).orElse("")));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private LogFile file(String name, String... lines) throws IOException {
        return LogFile.of(Files.write(directory.resolve(name), List.of(lines)).toString());
    }

    private void replay(Optional<String> host, Duration shift, LogFile... files) {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, CLOCK, duration -> false);
        Progress progress = new Progress(0, false, CLOCK, new PrintWriter(new StringWriter()));
        new Replay(List.of(files), host, shift, pace).run(parser, 3, new Sink(), report, progress);
    }

    private String printed() {
        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out), new KafkaOptions("127.0.0.1:1", "hits"), Duration.ofMillis(1_250));
        return out.toString();
    }

    @Test
    void aRequestBecomesAHitWithItsOwnTime() throws IOException {
        replay(Optional.of("www.example"), Duration.ZERO, file("a.log", COMBINED.formatted(3)));

        Instant time = Instant.parse("2015-05-17T10:05:03Z");
        assertThat(sent)
                .containsExactly(new Sent(0, time, new Hit("192.0.2.1", time, "-", "www.example", "/").toJson()));
    }

    @Test
    void hitsAreSpreadEvenlyOverThePartitions() throws IOException {
        replay(
                Optional.of("www.example"),
                Duration.ZERO,
                file(
                        "a.log",
                        COMBINED.formatted(1),
                        COMBINED.formatted(2),
                        COMBINED.formatted(3),
                        COMBINED.formatted(4)));

        assertThat(sent).extracting(Sent::partition).containsExactly(0, 1, 2, 0);
    }

    @Test
    void theVirtualHostOfALineBeatsTheGivenOne() throws IOException {
        replay(Optional.of("www.example"), Duration.ZERO, file("a.log", VHOST.formatted(1)));

        assertThat(sent).singleElement().satisfies(it -> assertThat(it.value()).contains("\"host\":\"shop.example\""));
    }

    @Test
    void withoutAnyHostNothingIsSent() throws IOException {
        LogFile file = file("a.log", COMBINED.formatted(1));

        assertThatThrownBy(() -> replay(Optional.empty(), Duration.ZERO, file))
                .isInstanceOf(ReplayException.class)
                .hasMessageEndingWith("a.log:1 names no virtual host; say which host it is the log of: --host HOST");
        assertThat(sent).isEmpty();
    }

    @Test
    void aLineWithoutAHostAmongOthersIsRefused() throws IOException {
        replay(Optional.empty(), Duration.ZERO, file("a.log", VHOST.formatted(1), COMBINED.formatted(2)));

        assertThat(sent).hasSize(1);
        assertThat(printed()).contains("refused, names no virtual host, and --host is not given: 1", "a.log:2: ");
    }

    @Test
    void refusedLinesAreCountedWithTheirReasonsAndFirstExamples() throws IOException {
        replay(
                Optional.of("www.example"),
                Duration.ZERO,
                file("a.log", "one\u001b[31m", COMBINED.formatted(1), "two", "three", "four", "", "x".repeat(70_000)));

        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(6);
        assertThat(printed())
                .startsWith("7 lines read, 1 hits sent to topic hits at 127.0.0.1:1, 6 refused, in 1.3 s")
                .contains("hits from 2015-05-17T10:05:01Z to 2015-05-17T10:05:01Z")
                .contains("refused, not in the common, combined or vhost_combined format: 4")
                .contains("a.log:1: one\ufffd[31m", "a.log:3: two", "a.log:4: three")
                .doesNotContain("four")
                .contains("refused, empty: 1", "refused, longer than 64 KiB: 1");
    }

    @Test
    void shiftingMovesAllTimesAlike() throws IOException {
        LogFile file = file("a.log", COMBINED.formatted(7), COMBINED.formatted(9), COMBINED.formatted(8));
        Instant newest = Replay.newest(List.of(file), parser).orElseThrow();

        replay(Optional.of("www.example"), Duration.between(newest, CLOCK.instant()), file);

        assertThat(newest).isEqualTo("2015-05-17T10:05:09Z");
        assertThat(sent)
                .extracting(Sent::time)
                .containsExactly(
                        Instant.parse("2026-11-20T11:59:58Z"),
                        Instant.parse("2026-11-20T12:00:00Z"),
                        Instant.parse("2026-11-20T11:59:59Z"));
    }

    @Test
    void theFirstTimeOfAFileSkipsWhatIsNoRequest() throws IOException {
        assertThat(file("a.log", "#comment", COMBINED.formatted(7)).firstTime(parser))
                .contains(Instant.parse("2015-05-17T10:05:07Z"));
        assertThat(file("b.log", "nothing").firstTime(parser)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        String missing = directory.resolve("none.log").toString();

        assertThatThrownBy(() -> LogFile.of(missing)).hasMessage(missing + " cannot be read: there is no such file");
        assertThatThrownBy(() -> LogFile.of(directory.toString())).hasMessageContaining("is a directory");
    }
}
