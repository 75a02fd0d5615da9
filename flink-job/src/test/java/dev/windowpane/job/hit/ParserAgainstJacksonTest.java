package dev.windowpane.job.hit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** The byte scanner and Jackson must see the same in any bytes. */
final class ParserAgainstJacksonTest {
    private static final long NOW = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

    private final HitParser parser = TestHits.parser();

    @Property(tries = 4000)
    void agreesOnJson(@ForAll("objects") String json) {
        String seen = agree(json.getBytes(StandardCharsets.UTF_8));
        Statistics.collect(seen.startsWith("2026") ? "hit" : seen);
        Statistics.coverage(all -> all.check("hit").percentage(share -> share > 15));
    }

    @Property(tries = 12_000)
    void agreesOnDamagedJson(@ForAll("objects") String json, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3) + 1; i > 0 && bytes.length > 0; i--) {
            bytes = damage(bytes, random);
        }
        agree(bytes);
    }

    @Property(tries = 3000)
    void agreesOnAnyBytes(@ForAll byte[] bytes) {
        agree(bytes);
    }

    private String agree(byte[] bytes) {
        String seen = TestHits.text(parser.parse(0, 0, NOW, bytes));
        assertThat(seen)
                .as("%s", new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(JacksonOracle.read(bytes, NOW));
        return seen;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte[] interesting = "\"\\{}[],:0-eE.+ntfu/\u00ff\u00c3\u0080\u0000\n 9x".getBytes(StandardCharsets.ISO_8859_1);
        byte wild = interesting[random.nextInt(interesting.length)];
        byte[] result = switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> new byte[bytes.length - 1];
            case 2 -> new byte[bytes.length + 1];
            default -> bytes.clone();
        };
        if (result.length == bytes.length - 1) {
            System.arraycopy(bytes, 0, result, 0, Math.min(at, result.length));
            System.arraycopy(bytes, at + 1, result, at, bytes.length - at - 1);
        } else if (result.length == bytes.length + 1) {
            System.arraycopy(bytes, 0, result, 0, at);
            result[at] = wild;
            System.arraycopy(bytes, at, result, at + 1, bytes.length - at);
        } else if (result.length == bytes.length) {
            result[at] = wild;
        }
        return result;
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> key = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("\"host\"", "\"referrer\"", "\"event_time\"", "\"h\\u006fst\"", "\"url\"")),
                Tuple.of(1, texts()));
        Arbitrary<String> member = Combinators.combine(space(), key, space(), values(), space())
                .as((a, name, b, value, c) -> a + name + b + ":" + c + value + a);
        Arbitrary<String> good = Arbitraries.of(
                "\"host\":\"a.Example:8080\",\"event_time\":\"2026-01-01T09:59:59.5\"",
                "\"event_time\" : \"2026-01-01 09:00:00\", \"host\":\"[::1]:8\"",
                "\"event_time\":\"2026-01-01T10:00:00+01:00\",\"host\":\"\u00dc\\u0130.\"",
                "\"x\":1");
        Arbitrary<String> object = Combinators.combine(
                        member.list().ofMaxSize(3), good, member.list().ofMaxSize(3))
                .as((before, middle, after) -> "{"
                        + Stream.of(before, List.of(middle), after)
                                .flatMap(List::stream)
                                .collect(Collectors.joining(","))
                        + "}");
        return Combinators.combine(
                        Arbitraries.of("", "", "", "\uFEFF", " "), object, Arbitraries.of("", "", "\n", " x"))
                .as((before, json, after) -> before + json + after);
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> times = Arbitraries.of(
                "\"2026-01-01T09:59:59.5\"",
                "\"2026-01-01 09:00:00\"",
                "\"2026-01-01T10:00:00+01:00\"",
                "\"2026-02-30T00:00:00\"");
        Arbitrary<String> hosts = Arbitraries.of(
                "\"A.example:80\"", "\"[::1]:8\"", "\"Ü\\u0130.\"", "\"-\"", "\"\\ud800\"", "\"a\\u0000\"");
        Arbitrary<String> scalars =
                Arbitraries.of("null", "true", "false", "0", "-1.5e+3", "12", "[]", "{}", "[1,{\"a\":null}]");
        return Arbitraries.frequencyOf(
                Tuple.of(4, times), Tuple.of(3, hosts), Tuple.of(2, scalars), Tuple.of(3, texts()));
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(ParserAgainstJacksonTest::escape),
                Arbitraries.of(
                        "\\n",
                        "\\/",
                        "\\\"",
                        "\\\\",
                        "\\u00e9",
                        "\\uD83D\\uDE00",
                        "\\udc00",
                        "\\u0020",
                        "é",
                        "😀",
                        " ",
                        "\u2003",
                        ":",
                        "."));
        return piece.list().ofMaxSize(6).map(pieces -> "\"" + String.join("", pieces) + "\"");
    }

    private static String escape(String text) {
        StringBuilder json = new StringBuilder();
        text.codePoints()
                .filter(c -> c >= 0x20 && c != '"' && c != '\\' && (c < 0xD800 || c > 0xDFFF))
                .forEach(json::appendCodePoint);
        return json.toString();
    }

    private static Arbitrary<String> space() {
        return Arbitraries.of("", "", "", " ", "\n\t");
    }
}
