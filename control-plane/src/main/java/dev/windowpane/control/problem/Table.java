package dev.windowpane.control.problem;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers that are lists can be had as a file too: CSV (RFC 4180, with a header) or one JSON object a line.
 *
 * @param columns the names of the values, in snake case
 * @param cells a row's values; an empty Optional is an empty cell
 */
public record Table<T>(List<String> columns, Function<T, List<Object>> cells) {
    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    /** The header that has the cursor of a page that has no place for it. */
    public static final String NEXT = "X-Next-Cursor";

    public Table {
        columns = List.copyOf(columns);
    }

    /** Which form of an answer is wanted. */
    public enum Form {
        JSON,
        CSV,
        NDJSON;

        /** By {@code Accept}: the first of those that are known; JSON if it names none. */
        public static Form of(String accept) {
            for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
                String type = range.split(";", 2)[0].strip();
                if (type.equals(Table.CSV)) {
                    return CSV;
                }
                if (type.equals(Table.NDJSON)) {
                    return NDJSON;
                }
                if (type.equals(MediaType.APPLICATION_JSON)) {
                    return JSON;
                }
            }
            return JSON;
        }
    }

    /**
     * @param json the whole answer
     * @param rows the same as rows
     * @param next the cursor of what follows
     */
    public Response answer(Optional<String> accept, Object json, List<T> rows, Optional<String> next) {
        Form form = Form.of(accept.orElse(""));
        Response.ResponseBuilder response = switch (form) {
            case JSON -> Response.ok(json, MediaType.APPLICATION_JSON);
            case CSV -> Response.ok((StreamingOutput) out -> csv(rows, out), CSV + ";charset=UTF-8;header=present");
            case NDJSON -> Response.ok((StreamingOutput) out -> ndjson(rows, out), NDJSON);
        };
        response.header("Vary", "Accept");
        if (form != Form.JSON) {
            next.ifPresent(cursor -> response.header(NEXT, cursor));
        }
        return response.build();
    }

    private void csv(List<T> rows, OutputStream out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(columns);
            for (T row : rows) {
                csv.writeRecord(cells.apply(row).stream().map(Table::cell).toList());
            }
        }
    }

    private void ndjson(List<T> rows, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            for (T row : rows) {
                writer.write(JsonLine.of(columns, cells.apply(row)));
                writer.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String cell(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Table::cell).orElse("");
            case Number number -> number.toString();
            default -> noFormula(value.toString());
        };
    }

    /** A spreadsheet takes these for the beginning of a formula, and formulas call programs. */
    public static String noFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
