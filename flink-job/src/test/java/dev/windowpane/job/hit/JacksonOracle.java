package dev.windowpane.job.hit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.windowpane.spec.TimeFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a hit is, said again with a JSON tree and strings. */
final class JacksonOracle {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(1_000_000)
                        .maxNameLength(1_000_000)
                        .build());
    }

    private JacksonOracle() {}

    /** As {@link TestHits#text}. */
    static String read(byte[] bytes, long recordTime) {
        String json;
        try {
            json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "NOT_JSON";
        }
        json = json.startsWith("\uFEFF") ? json.substring(1) : json;
        if (json.chars().allMatch(c -> c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
            return "EMPTY";
        }
        try {
            // Jackson 2.21 looks only at the low byte of what follows in an escape: U+0830 would do for the digit 0
            JsonNode tree = MAPPER.readTree(BROKEN_ESCAPE.matcher(json).find() ? "broken" : json);
            return tree.isObject() ? read(tree, recordTime) : "NOT_AN_OBJECT";
        } catch (JacksonException e) {
            return "NOT_JSON";
        }
    }

    private static String read(JsonNode hit, long recordTime) {
        JsonNode host = hit.path("host");
        String name = host.isTextual() ? host(host.textValue()) : "";
        if (name.isEmpty()) {
            return "NO_HOST";
        }
        JsonNode referrer = hit.path("referrer");
        if (host.textValue().indexOf('\0') >= 0
                || (referrer.isTextual() && referrer.textValue().indexOf('\0') >= 0)) {
            return "INVALID_TEXT";
        }
        JsonNode time = hit.path("event_time");
        if (time.isMissingNode() || time.isNull()) {
            return "NO_TIME";
        }
        // The calendar has a test of its own
        long millis = time.isTextual()
                ? new TimeParser(List.of(TimeFormat.ISO, TimeFormat.SQL))
                        .text(time.textValue().getBytes(StandardCharsets.UTF_8))
                : TimeParser.INVALID;
        if (millis == TimeParser.INVALID) {
            return "BAD_TIME";
        }
        if (millis > recordTime + Duration.ofMinutes(5).toMillis()) {
            return "TOO_FAR_IN_FUTURE";
        }
        if (millis < recordTime - Duration.ofDays(7).toMillis()) {
            return "TOO_OLD";
        }
        return Instant.ofEpochMilli(millis) + " " + cut(whole(name), 255) + " " + cut(whole(referrer(referrer)), 1024);
    }

    private static String host(String sent) {
        String host = sent.strip().toLowerCase(Locale.ROOT);
        if (host.matches("(?s)\\[.*\\]:[0-9]*") || host.matches("(?s)[^:\\[][^:]*:[0-9]*") || host.matches(":[0-9]*")) {
            host = host.substring(0, host.lastIndexOf(':'));
        }
        return host.length() > 1 && host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String referrer(JsonNode sent) {
        String referrer = sent.isTextual() ? sent.textValue().strip() : "";
        return referrer.isEmpty() || referrer.equals("-") ? "(direct)" : referrer;
    }

    private static String cut(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String next = Character.toString(c);
            if ((kept + next).getBytes(StandardCharsets.UTF_8).length > most - 17) {
                break;
            }
            kept.append(next);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return kept + "~" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With U+FFFD for each half of a surrogate pair. */
    private static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
