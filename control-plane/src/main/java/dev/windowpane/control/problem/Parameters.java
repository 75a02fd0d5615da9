package dev.windowpane.control.problem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Query parameters as values. Each mistake is an {@link InvalidRequestException} that names the parameter. */
public final class Parameters {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Parameters() {}

    /**
     * Asks for each value, so that an answer can say every mistake at once.
     *
     * @throws InvalidRequestException with all of them
     */
    public static void checkAll(Supplier<?>... values) {
        List<InvalidRequestException> wrong = new ArrayList<>();
        for (Supplier<?> value : values) {
            try {
                Object unused = value.get();
            } catch (InvalidRequestException e) {
                wrong.add(e);
            }
        }
        if (!wrong.isEmpty()) {
            throw InvalidRequestException.all(wrong);
        }
    }

    public static int between(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("?" + name, "%s must be a number".formatted(name), e);
        }
        throw new InvalidRequestException("?" + name, "%s must be between %d and %d".formatted(name, least, most));
    }

    public static Instant instant(String name, String text) {
        try {
            // An unescaped '+' of an offset arrives as a space
            Instant value = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!value.isBefore(EARLIEST) && !value.isAfter(LATEST)) {
                return value;
            }
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "?" + name, "%s must be an instant such as 2026-01-31T12:00:00Z (RFC 3339)".formatted(name), e);
        }
        throw new InvalidRequestException("?" + name, "%s must be in the years 1 to 9999".formatted(name));
    }

    public static Duration duration(String name, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "?" + name, "%s must be a duration such as PT5M (ISO 8601)".formatted(name), e);
        }
    }

    public static <E extends Enum<E>> E oneOf(String name, String text, Class<E> known) {
        return Arrays.stream(known.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "?" + name,
                        "%s must be one of %s"
                                .formatted(
                                        name,
                                        Arrays.stream(known.getEnumConstants())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))));
    }

    public static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidRequestException("?" + name, "%s must be true or false".formatted(name));
        };
    }
}
