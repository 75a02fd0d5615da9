package dev.windowpane.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A path and query of the API, escaped. */
public record Address(String text) {
    /** @param segments of the path below {@code /api} */
    public static Address of(String... segments) {
        return new Address(Arrays.stream(segments).map(Address::escape).collect(Collectors.joining("/", "/api/", "")));
    }

    /** With one more parameter; the same if its value is null. */
    public Address with(String name, @Nullable Object value) {
        return value == null
                ? this
                : new Address(
                        "%s%s%s=%s".formatted(text, text.contains("?") ? "&" : "?", name, escape(value.toString())));
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
