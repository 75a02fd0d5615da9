package dev.windowpane.cli.output;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A column of a table or of CSV.
 *
 * @param title above a table
 * @param key the column's name in CSV: the API's
 * @param flexible whether it may be cut when a terminal is too narrow
 */
public record Column(String title, String key, Kind kind, Function<JsonNode, JsonNode> value, boolean flexible) {
    public static Column text(String title, String pointer) {
        return of(title, pointer, Kind.TEXT);
    }

    /** A text that may be long. */
    public static Column prose(String title, String pointer) {
        Column column = of(title, pointer, Kind.TEXT);
        return new Column(title, column.key, Kind.TEXT, column.value, true);
    }

    /** A long name that nobody types; in full for programs. */
    public static Column hash(String title, String pointer) {
        return of(title, pointer, Kind.HASH);
    }

    public static Column count(String title, String pointer) {
        return of(title, pointer, Kind.COUNT);
    }

    public static Column number(String title, String pointer) {
        return of(title, pointer, Kind.NUMBER);
    }

    public static Column time(String title, String pointer) {
        return of(title, pointer, Kind.TIME);
    }

    public static Column state(String title, String pointer) {
        return of(title, pointer, Kind.STATE);
    }

    public static Column share(String title, String pointer) {
        return of(title, pointer, Kind.SHARE);
    }

    /** The same with another name in CSV. */
    public Column named(String other) {
        return new Column(title, other, kind, value, flexible);
    }

    private static Column of(String title, String pointer, Kind kind) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        return new Column(title, pointer.substring(1).replace('/', '.'), kind, row -> row.at(compiled), false);
    }
}
