package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class LogLineParserTest {
    private final LogLineParser parser = new LogLineParser();

    private static List<String> mixedLog() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LogLineParserTest.class.getResourceAsStream("/logs/mixed-log.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static LogLine request(String ip, String time, Optional<String> host, String referrer, String url) {
        return new LogLine.Request(ip, Instant.parse("2015-05-17T" + time + "Z"), host, referrer, url);
    }

    @Example
    void understandsAllFormatsInAnyMixture() throws IOException {
        Optional<String> none = Optional.empty();

        assertThat(mixedLog().stream().map(parser::parse))
                .containsExactly(
                        request("192.0.2.1", "10:05:03", none, "http://www.example/", "/a.png"),
                        request("192.0.2.2", "10:05:04", none, "-", "/b?x=1&y=2"),
                        request(
                                "2001:db8::1",
                                "10:05:05",
                                Optional.of("shop.example"),
                                "https://shop.example/",
                                "/cart"),
                        request("192.0.2.3", "10:05:06", Optional.of("docs.example"), "-", "/"),
                        request("192.0.2.4", "10:05:07", none, "-", "/common"),
                        request("192.0.2.5", "10:05:08", none, "-", "/cut"),
                        request("192.0.2.6", "10:05:09", none, "http://a.example/", "/more"),
                        request("192.0.2.7", "10:05:10", none, "-", "\u0016\u0003\u0001\u0000"),
                        request("192.0.2.8", "10:05:11", none, "-", "-"),
                        request("192.0.2.9", "10:05:12", none, "http://a.example/\"q\"/ä", "/q"),
                        request("192.0.2.10", "10:05:13", none, "http://a.example/\\xe4\\x00", "/q"),
                        new LogLine.Refused(LogLine.Refusal.EMPTY),
                        new LogLine.Refused(LogLine.Refusal.UNKNOWN_FORMAT),
                        new LogLine.Refused(LogLine.Refusal.BAD_TIME),
                        request("192.0.2.12", "10:05:02", none, "", "/last"));
    }

    @Example
    void malformedUtf8IsReadWithReplacementCharacters() {
        assertThat(
                        parser.parse(
                                "192.0.2.1 - - [17/May/2015:10:05:03 +0000] \"GET /\ufffd HTTP/1.1\" 200 1 \"\ufffd\" \"\ufffd\""))
                .isEqualTo(request("192.0.2.1", "10:05:03", Optional.empty(), "\ufffd", "/\ufffd"));
    }

    @Property(tries = 300)
    void noLineIsTooStrange(@ForAll @StringLength(max = 300) String line) {
        assertThat(parser.parse(line)).isNotNull();
    }

    @Property(tries = 300)
    void noRequestIsTooStrange(@ForAll @StringLength(max = 60) String a, @ForAll @StringLength(max = 60) String b) {
        String line = "192.0.2.1 - - [17/May/2015:10:05:03 +0000] \"%s\" 200 1 \"%s\" \"u\"".formatted(a, b);

        assertThat(parser.parse(line)).isNotNull();
    }
}
