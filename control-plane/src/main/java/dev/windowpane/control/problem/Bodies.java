package dev.windowpane.control.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a request's JSON body strictly, and names the place of the first wrong value. Specs are read by job-spec. */
public final class Bodies {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(32).build());
    }

    private Bodies() {}

    /** @throws InvalidRequestException if the body is not such a value */
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new InvalidRequestException("", "the body must be a JSON object, but is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new InvalidRequestException(pointer(e), detail(e), e);
        }
    }

    /**
     * The JSON of the only key that a body may have; empty without it, or without a body.
     *
     * @throws InvalidRequestException if the body is not an object, or has another key
     */
    public static Optional<String> only(String body, String key) {
        if (body.isBlank()) {
            return Optional.empty();
        }
        JsonNode object = read(body, JsonNode.class);
        if (!object.isObject()) {
            throw new InvalidRequestException("", "the body must be a JSON object");
        }
        for (String other : (Iterable<String>) object::fieldNames) {
            if (!other.equals(key)) {
                throw new InvalidRequestException(
                        "/" + escape(other), "unknown key '%s'; known here is %s".formatted(other, key));
            }
        }
        return object.has(key) ? Optional.of(object.path(key).toString()) : Optional.empty();
    }

    private static String pointer(JacksonException e) {
        return e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                "/" + (step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName())))
                        .collect(Collectors.joining())
                : "";
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String detail(JacksonException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("");
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "unknown key '%s'; known here are %s"
                        .formatted(
                                unknown.getPropertyName(),
                                unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            case MismatchedInputException missing
            when said.startsWith("Missing required creator property") -> "required, but missing";
            case MismatchedInputException empty when said.startsWith("No content") -> "empty; send a JSON object";
            case MismatchedInputException mismatch -> "null, or of another type than it should be";
            case JsonMappingException mapping -> "not a valid value";
            default ->
                "not JSON (line %d, column %d)"
                        .formatted(
                                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
        };
    }
}
