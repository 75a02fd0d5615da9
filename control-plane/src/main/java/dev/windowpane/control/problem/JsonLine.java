package dev.windowpane.control.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A row as one line of JSON: the columns of a CSV file in camel case. */
final class JsonLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECOND_WORD = Pattern.compile("_([a-z])");

    private JsonLine() {}

    static String of(List<String> columns, List<Object> cells) {
        ObjectNode line = JSON.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            put(line, camelCase(columns.get(i)), cells.get(i));
        }
        try {
            return JSON.writeValueAsString(line);
        } catch (JacksonException e) {
            throw new IllegalStateException("a row cannot be written as JSON", e);
        }
    }

    private static String camelCase(String column) {
        return SECOND_WORD.matcher(column).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private static void put(ObjectNode line, String column, Object cell) {
        switch (cell) {
            case Optional<?> optional -> optional.ifPresent(value -> put(line, column, value));
            case Long number -> line.put(column, number);
            case Integer number -> line.put(column, number);
            case Double number -> line.put(column, number);
            default -> line.put(column, cell.toString());
        }
    }
}
