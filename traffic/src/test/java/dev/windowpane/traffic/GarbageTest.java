package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GarbageTest {
    private static final Hit HIT =
            new Hit("192.0.2.1", Instant.parse("2026-11-20T10:00:00Z"), "https://a.example/", "b.example", "/");

    private static String spoiled(Garbage garbage) {
        return garbage.spoil(HIT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static JsonNode json(Garbage garbage) throws JsonProcessingException {
        return new ObjectMapper().readTree(spoiled(garbage));
    }

    @Test
    void isWrongInTheOneWayThatItsNameSays() throws JsonProcessingException {
        assertThat(Garbage.TOMBSTONE.spoil(HIT)).isEmpty();
        assertThatThrownBy(() -> json(Garbage.CUT_OFF)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> json(Garbage.PLAIN_TEXT)).isInstanceOf(JsonProcessingException.class);
        assertThat(json(Garbage.ARRAY)).hasSize(2);
        assertThat(json(Garbage.NULL_HOST).get("host").isNull()).isTrue();
        assertThat(json(Garbage.NUL_IN_REFERRER).get("referrer").asText()).contains("\0");
        assertThat(json(Garbage.UNPARSABLE_TIME).get("event_time").asText()).isEqualTo("not a time");
        assertThat(json(Garbage.IMPOSSIBLE_DATE).get("event_time").asText()).startsWith("2026-02-30");
        assertThat(json(Garbage.FAR_FUTURE).get("event_time").asText()).startsWith("2106");
    }
}
