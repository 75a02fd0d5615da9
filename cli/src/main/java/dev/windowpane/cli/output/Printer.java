package dev.windowpane.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.windowpane.cli.client.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Prints an answer as the user wants it. */
public final class Printer {
    private final PrintWriter out;
    private final Format format;
    private final Terminal terminal;
    private final Cells cells;

    /** @param zone of the times in tables and CSV */
    public Printer(PrintWriter out, Format format, ZoneId zone, Terminal terminal) {
        this.out = out;
        this.format = format;
        this.terminal = terminal;
        this.cells = new Cells(zone);
    }

    public Format format() {
        return format;
    }

    /** @param answer what JSON prints instead of the rows */
    public void list(JsonNode answer, List<Column> columns, Iterable<JsonNode> rows) {
        switch (format) {
            case TABLE -> new Table(columns, terminal, cells).rows(rows).forEach(out::println);
            case JSON -> out.println(Json.pretty(answer));
            case CSV -> csv(columns, rows, true);
        }
        out.flush();
    }

    /** One thing: in a table, its fields under each other, without those that it does not have. */
    public void one(JsonNode answer, List<Column> columns) {
        switch (format) {
            case TABLE -> new Table(columns, terminal, cells).fields(answer).forEach(out::println);
            case JSON -> out.println(Json.pretty(answer));
            case CSV -> csv(columns, List.of(answer), true);
        }
        out.flush();
    }

    /** The API's own answer, whatever the format. */
    public void json(JsonNode answer) {
        out.println(Json.pretty(answer));
        out.flush();
    }

    /** Rows that go on: a line of JSON each, or of CSV. Tables cannot: see {@link #remark}. */
    public void more(List<Column> columns, List<JsonNode> rows, boolean first) {
        if (format == Format.CSV) {
            csv(columns, rows, first);
        } else {
            rows.forEach(row -> out.println(Json.line(row)));
        }
        out.flush();
    }

    /** What only people want to read. */
    public void remark(String line) {
        if (format == Format.TABLE) {
            out.println(line);
            out.flush();
        }
    }

    /** An instant of the API as a table shows it. */
    public String time(JsonNode instant) {
        return cells.time(instant.asText(), ChronoUnit.SECONDS);
    }

    /** A state in its colour, where colours are welcome. */
    public String state(String padded) {
        return terminal.colour() ? Colour.of(padded) : padded;
    }

    /** Whether nobody reads any more, as after {@code | head}. */
    public boolean closed() {
        return out.checkError();
    }

    private void csv(List<Column> columns, Iterable<JsonNode> rows, boolean header) {
        StringWriter text = new StringWriter();
        CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
        if (header) {
            writer.writeRecord(columns.stream().map(Column::key).toList());
        }
        rows.forEach(row -> writer.writeRecord(
                columns.stream().map(column -> cells.full(column, row)).toList()));
        out.print(text);
    }
}
