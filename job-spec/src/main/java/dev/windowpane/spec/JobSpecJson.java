package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@link JobSpec} ⇄ JSON, strictly: an unknown key, a duplicate key or trailing text is an error. With {@link Mistakes} the only Jackson code of the contract. */
public final class JobSpecJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(32).build());
    }

    private static final String NO_SECRET =
            ", that says where Flink's processes find the secret: the secret itself is never in a spec";
    private static final String MISSING = "Missing required creator property";

    private JobSpecJson() {}

    /** @throws InvalidSpecException naming the pointers of the wrong values and what to do about them */
    public static JobSpec parse(String json) {
        try {
            return parseFirst(json);
        } catch (InvalidSpecException first) {
            throw Mistakes.all(json, first, JobSpecJson::parseFirst);
        }
    }

    private static JobSpec parseFirst(String json) {
        try {
            JobSpec spec = MAPPER.readValue(json, JobSpec.class);
            if (spec == null) {
                throw new InvalidSpecException(
                        "", "a job spec must be a JSON object, but is null", new NullPointerException());
            }
            return spec;
        } catch (JacksonException e) {
            throw mistypedKey(json, e).orElseGet(() -> mistake(e));
        }
    }

    /** The spec with every default written out. */
    public static String write(JobSpec spec) {
        try {
            return MAPPER.writeValueAsString(spec);
        } catch (JacksonException e) {
            throw new IllegalStateException("a valid spec cannot be written: " + spec.name(), e);
        }
    }

    /** A record's constructor says which of its values is wrong: {@code parallelism must be …}. */
    private static InvalidSpecException mistake(JacksonException e) {
        String detail = detail(e);
        String key = e instanceof ValueInstantiationException invalid
                        && invalid.getType().isRecordType()
                ? Arrays.stream(invalid.getType().getRawClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> detail.startsWith(name + " must "))
                        .map(name -> "/" + name)
                        .findFirst()
                        .orElse("")
                : "";
        return new InvalidSpecException(pointer(e) + key, detail, e);
    }

    /** Jackson misses a key before it sees the unknown one beside it, which is most often the same key with a slip in it. */
    private static Optional<InvalidSpecException> mistypedKey(String json, JacksonException e) {
        if (!(e instanceof MismatchedInputException missing)
                || !missing.getOriginalMessage().startsWith(MISSING)
                || !(missing.getPath().getLast().getFrom() instanceof Class<?> type)
                || !type.isRecord()) {
            return Optional.empty();
        }
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        String pointer = pointer(e);
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        try {
            Iterable<String> keys = () -> tree(json).at(parent).fieldNames();
            return StreamSupport.stream(keys.spliterator(), false)
                    .filter(key -> !known.contains(key) && !key.equals("type"))
                    .findFirst()
                    .map(key -> new InvalidSpecException(parent + "/" + escape(key), unknownKey(key, known), e));
        } catch (UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unknownKey(String key, Collection<?> known) {
        return "unknown key '%s'; known here are %s".formatted(key, names(known));
    }

    private static String pointer(JacksonException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? Integer.toString(step.getIndex()) : escape(step.getFieldName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String detail(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                unknownKey(unknown.getPropertyName(), unknown.getKnownPropertyIds());
            case InvalidTypeIdException type -> type(type);
            case ValueInstantiationException invalid
            when invalid.getCause() instanceof IllegalArgumentException rule -> message(rule);
            case InvalidFormatException format ->
                "'%s' is not a valid %s".formatted(format.getValue(), expected(format.getTargetType()));
            case InvalidNullException ignored -> "must not be null";
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping -> firstLine(mapping.getOriginalMessage());
            default ->
                "not JSON: %s (line %d, column %d)"
                        .formatted(
                                firstLine(e.getOriginalMessage()),
                                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
        };
    }

    private static String type(InvalidTypeIdException e) {
        Class<?> base = e.getBaseType().getRawClass();
        String known = Arrays.stream(base.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .collect(Collectors.joining(", "));
        if (e.getTypeId() != null) {
            return "unknown type '%s'; known here are %s".formatted(e.getTypeId(), known);
        }
        return "must be a JSON object with the key 'type', one of %s%s"
                .formatted(known, base == SecretRef.class ? NO_SECRET : "");
    }

    private static String mismatch(MismatchedInputException e) {
        String message = firstLine(e.getOriginalMessage());
        if (message.startsWith(MISSING)) {
            return "required, but missing";
        }
        if (message.startsWith("No content to map")) {
            return "empty; send a JSON object";
        }
        if (message.startsWith("Cannot coerce") || message.startsWith("Cannot deserialize")) {
            return "must be " + kind(e.getTargetType());
        }
        // Jackson's own words name classes of ours
        return message.startsWith("Unexpected token")
                ? "must be a JSON object with the key 'type'"
                : "must be " + kind(e.getTargetType());
    }

    private static String kind(Class<?> type) {
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a JSON array";
        }
        return type == String.class ? "a string" : "a JSON object or string that makes a " + type.getSimpleName();
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "value; it is one of " + names(Arrays.asList(type.getEnumConstants()));
        }
        return switch (type.getSimpleName()) {
            case "Duration" -> "duration such as PT15S (ISO 8601)";
            case "Instant" -> "instant such as 2026-01-31T12:00:00Z (RFC 3339)";
            default -> type.getSimpleName();
        };
    }

    private static String names(Collection<?> values) {
        return values.stream()
                .map(value -> MAPPER.convertValue(value, String.class))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String message(IllegalArgumentException rule) {
        return Objects.requireNonNullElse(rule.getMessage(), "invalid value");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
