package dev.windowpane.local;

import java.util.Map;
import java.util.stream.Collectors;

/** Just enough to write one small file without a library. */
final class Json {
    private Json() {}

    /** Maps become objects, numbers numbers, everything else its text. One entry per line, no line end. */
    static String write(Map<?, ?> object) {
        return write(object, "");
    }

    private static String write(Map<?, ?> object, String indent) {
        String inner = indent + "  ";
        return object.entrySet().stream()
                .map(entry -> inner + quote(entry.getKey().toString()) + ": " + value(entry.getValue(), inner))
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String value(Object value, String indent) {
        return switch (value) {
            case Map<?, ?> object -> write(object, indent);
            case Number number -> number.toString();
            default -> quote(value.toString());
        };
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
