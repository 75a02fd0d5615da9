package dev.windowpane.job.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.spec.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HitParserTest {
    private static final long NOW = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
    private static final String TIME = "\"event_time\":\"2026-01-01T09:59:59.123456\"";

    private final HitParser parser = TestHits.parser();

    @Test
    void readsTheOriginalPipelinesHit() {
        Parsed parsed = parser.parse(
                2, 7, Instant.parse("2015-05-17T10:05:03Z").toEpochMilli(), """
                {"ip":"83.149.9.216","event_time":"2015-05-17T10:05:03.000000","referrer":"http://semicomplete.com/","host":"www.semicomplete.com","url":"/x.png","geodata":"{}"}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(TestHits.text(parsed))
                .isEqualTo("2015-05-17T10:05:03Z www.semicomplete.com http://semicomplete.com/");
        assertThat(parsed.partition()).isEqualTo(2);
        assertThat(parsed.offset()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|EMPTY",
                "' \n\t '|EMPTY",
                "\uFEFF|EMPTY",
                "garbage|NOT_JSON",
                "{|NOT_JSON",
                "{\"host\":\"a\"} x|NOT_JSON",
                "{\"host\":\"a\",}|NOT_JSON",
                "{\"host\" \"a\"}|NOT_JSON",
                "{host:\"a\"}|NOT_JSON",
                "{\"a\":01}|NOT_JSON",
                "{\"a\":1.}|NOT_JSON",
                "{\"a\":.5}|NOT_JSON",
                "{\"a\":+1}|NOT_JSON",
                "{\"a\":-}|NOT_JSON",
                "{\"a\":1e}|NOT_JSON",
                "{\"a\":NaN}|NOT_JSON",
                "{\"a\":\"\\x\"}|NOT_JSON",
                "{\"a\":\"\\u12G4\"}|NOT_JSON",
                "{\"a\":\"\t\"}|NOT_JSON",
                "{\"a\":tru}|NOT_JSON",
                "{\"a\":nulll}|NOT_JSON",
                "{\"a\":[1,]}|NOT_JSON",
                "{\"a\":[1 2]}|NOT_JSON",
                "{} {}|NOT_JSON",
                "[{\"host\":\"a\"}]|NOT_AN_OBJECT",
                "\"text\"|NOT_AN_OBJECT",
                "12.5e3|NOT_AN_OBJECT",
                "null|NOT_AN_OBJECT",
                "[1,|NOT_JSON",
                "{}|NO_HOST",
                "{\"host\":null}|NO_HOST",
                "{\"host\":\" \"}|NO_HOST",
                "{\"host\":\":80\"}|NO_HOST",
                "{\"host\":5}|NO_HOST",
                "{\"host\":[\"a\"]}|NO_HOST",
                "{\"host\":\"a\\u0000\"}|INVALID_TEXT",
                "{\"host\":\"\\u0000\"}|INVALID_TEXT",
                "{\"host\":\"a\",\"referrer\":\"\\u0000\"}|INVALID_TEXT",
                "{\"host\":\"a\"}|NO_TIME",
                "{\"host\":\"a\",\"event_time\":null}|NO_TIME",
                "{\"host\":\"a\",\"event_time\":\"not a time\"}|BAD_TIME",
                "{\"host\":\"a\",\"event_time\":\"\"}|BAD_TIME",
                "{\"host\":\"a\",\"event_time\":1767261599}|BAD_TIME",
                "{\"host\":\"a\",\"event_time\":true}|BAD_TIME",
                "{\"host\":\"a\",\"event_time\":{}}|BAD_TIME",
                "{\"host\":\"a\",\"event_time\":\"2099-01-01T00:00:00\"}|TOO_FAR_IN_FUTURE",
                "{\"host\":\"a\",\"event_time\":\"2026-01-01T10:05:00.001\"}|TOO_FAR_IN_FUTURE",
                "{\"host\":\"a\",\"event_time\":\"1970-01-01T00:00:00\"}|TOO_OLD",
                "{\"host\":\"a\",\"event_time\":\"2025-12-25T09:59:59.999\"}|TOO_OLD"
            })
    void namesTheFirstReasonThatApplies(String json, RejectReason reason) {
        assertThat(reason(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(reason);
    }

    @Test
    void aTombstoneIsEmpty() {
        assertThat(parser.parse(0, 0, NOW, null)).isInstanceOfSatisfying(Parsed.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.EMPTY);
            assertThat(reject.size()).isZero();
        });
    }

    @Test
    void aLongValueIsTooLargeAndItsPayloadIsCut() {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'x');

        assertThat(parser.parse(0, 0, NOW, megabyte)).isInstanceOfSatisfying(Parsed.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(RejectReason.TOO_LARGE);
            assertThat(reject.size()).isEqualTo(1 << 20);
            assertThat(reject.payload()).hasSize(4096);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "ff", "e28028", "eda080", "f4908080", "c3", "f09f98", "e0809f"})
    void brokenUtf8IsNotJson(String hex) {
        byte[] broken = java.util.HexFormat.of().parseHex(hex);
        byte[] head = ("{\"host\":\"a\"," + TIME + ",\"x\":\"").getBytes(StandardCharsets.UTF_8);
        byte[] json = Arrays.copyOf(head, head.length + broken.length + 2);
        System.arraycopy(broken, 0, json, head.length, broken.length);
        json[json.length - 2] = '"';
        json[json.length - 1] = '}';

        assertThat(reason(json)).isEqualTo(RejectReason.NOT_JSON);
    }

    @Test
    void nestsThirtyTwoDeepAndNoDeeper() {
        assertThat(read("\"host\":\"a\",\"x\":" + "[".repeat(31) + "]".repeat(31)))
                .contains(" a ");
        assertThat(reason(object("\"host\":\"a\",\"x\":" + "[".repeat(32) + "]".repeat(32))))
                .isEqualTo(RejectReason.NOT_JSON);
        assertThat(reason("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectReason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Shop.Example|shop.example",
                "shop.example:8080|shop.example",
                "shop.example:|shop.example",
                "shop.example.|shop.example",
                "shop.example.:443|shop.example",
                "[::1]:80|[::1]",
                "[2001:DB8::1]|[2001:db8::1]",
                "2001:db8::1|2001:db8::1",
                "a:b|a:b",
                "'  a  '|a",
                "\\u0041.example|a.example",
                "MÜNCHEN.example:80|münchen.example",
                "a\\ud800b|a\uFFFDb",
                ".|."
            })
    void normalisesTheHost(String sent, String counted) {
        assertThat(read("\"host\":\"" + sent + "\"")).isEqualTo("2026-01-01T09:59:59.123Z " + counted + " (direct)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"-\"|(direct)",
                "\"\"|(direct)",
                "\"  \"|(direct)",
                "null|(direct)",
                "17|(direct)",
                "{\"a\":[]}|(direct)",
                "\" http:\\/\\/A.example\\/ \"|http://A.example/",
                "\"http://a/?q=\\u00fc😀\"|http://a/?q=ü😀",
                "\"\\ud83d\\ude00\"|😀",
                "\"\\ud83d\"|\uFFFD",
                "\"\\ude00\\ud83d\"|\uFFFD\uFFFD"
            })
    void keepsTheReferrerAsSent(String json, String counted) {
        assertThat(read("\"host\":\"a\",\"referrer\":" + json)).isEqualTo("2026-01-01T09:59:59.123Z a " + counted);
    }

    @Test
    void ofDuplicateKeysTheLastWins() {
        assertThat(read("\"host\":\"a\",\"h\\u006fst\":\"b\",\"referrer\":\"x\",\"referrer\":null"))
                .endsWith(" b (direct)");
        assertThat(reason(object("\"host\":\"a\",\"host\":null"))).isEqualTo(RejectReason.NO_HOST);
    }

    @Test
    void onlyTopLevelFieldsCount() {
        assertThat(reason(object("\"x\":{\"host\":\"a\"},\"y\":[{\"host\":\"a\"}]")))
                .isEqualTo(RejectReason.NO_HOST);
    }

    @Test
    void cutsLongTextsSoThatTheyStayApart() {
        String umlauts = "ü".repeat(1000);
        String one =
                read("\"host\":\"a\",\"referrer\":\"%s1\"".formatted(umlauts)).substring(27);
        String two =
                read("\"host\":\"a\",\"referrer\":\"%s2\"".formatted(umlauts)).substring(27);

        assertThat(one).isNotEqualTo(two).matches("ü{503}~[0-9a-f]{16}");
        assertThat(one.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
        assertThat(read("\"host\":\"" + "H".repeat(300) + "\""))
                .isEqualTo(read("\"host\":\"" + "h".repeat(300) + "\""));
        assertThat(read("\"host\":\"a\",\"referrer\":\"%s\"".formatted("r".repeat(1024))))
                .endsWith("r".repeat(1024));
    }

    private String read(String fields) {
        return TestHits.text(parser.parse(0, 0, NOW, object(fields)));
    }

    private byte[] object(String fields) {
        return ("{" + TIME + "," + fields + "}").getBytes(StandardCharsets.UTF_8);
    }

    private RejectReason reason(byte[] value) {
        return ((Parsed.Reject) parser.parse(0, 0, NOW, value)).reason();
    }
}
