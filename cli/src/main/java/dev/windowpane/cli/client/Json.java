package dev.windowpane.cli.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JSON as the API speaks it: strict to read, as it came to write. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws JacksonException if it is not exactly one JSON value */
    public static JsonNode read(String text) throws JacksonException {
        return MAPPER.readTree(text);
    }

    /**
     * A tree of maps, lists and scalars.
     *
     * @throws JacksonException if it holds something else, or itself
     */
    public static JsonNode tree(Object value) throws JacksonException {
        return MAPPER.readTree(MAPPER.writeValueAsString(value));
    }

    /** In one line. */
    public static String line(JsonNode value) {
        return value.toString();
    }

    /** In many lines, for people. */
    public static String pretty(JsonNode value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }
}
