package dev.windowpane.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under titles, or the fields of one thing under each other; cut to a terminal's width and to nothing else. */
final class Table {
    private static final String BETWEEN = "  ";
    private static final int LEAST = 12;

    private final List<Column> columns;
    private final Terminal terminal;
    private final Cells cells;

    Table(List<Column> columns, Terminal terminal, Cells cells) {
        this.columns = List.copyOf(columns);
        this.terminal = terminal;
        this.cells = cells;
    }

    List<String> rows(Iterable<JsonNode> rows) {
        List<List<String>> texts = new ArrayList<>();
        texts.add(columns.stream().map(column -> Text.printable(column.title())).toList());
        rows.forEach(row -> texts.add(
                columns.stream().map(column -> cells.shown(column, row)).toList()));
        int[] widths = widths(texts);
        List<String> lines = new ArrayList<>();
        for (List<String> text : texts) {
            lines.add(line(text, widths, !lines.isEmpty()));
        }
        return lines;
    }

    List<String> fields(JsonNode row) {
        List<Column> present = columns.stream()
                .filter(column -> !column.value().apply(row).isMissingNode())
                .toList();
        int width = present.stream()
                .mapToInt(column -> Text.width(column.title()))
                .max()
                .orElse(0);
        return present.stream()
                .map(column -> column.title()
                        + " ".repeat(width - Text.width(column.title()))
                        + BETWEEN
                        + coloured(column, cells.shown(column, row), true))
                .toList();
    }

    private int[] widths(List<List<String>> texts) {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> texts.stream()
                        .mapToInt(row -> Text.width(row.get(i)))
                        .max()
                        .orElse(0))
                .toArray();
        int over = terminal.columns() == 0
                ? 0
                : IntStream.of(widths).sum() + BETWEEN.length() * (widths.length - 1) - terminal.columns();
        for (int i = widths.length - 1; i >= 0 && over > 0; i--) {
            if (columns.get(i).flexible()) {
                int less = Math.min(over, Math.max(0, widths[i] - LEAST));
                widths[i] -= less;
                over -= less;
            }
        }
        return widths;
    }

    private String line(List<String> texts, int[] widths, boolean body) {
        StringBuilder line = new StringBuilder();
        int left = terminal.columns() == 0 ? Integer.MAX_VALUE : terminal.columns();
        for (int i = 0; i < widths.length && left > 0; i++) {
            Column column = columns.get(i);
            String text = Text.cut(texts.get(i), Math.min(widths[i], left));
            boolean last = i == widths.length - 1;
            String space = " ".repeat(Math.max(0, Math.min(widths[i], left) - Text.width(text)));
            String padded = column.kind().toTheRight() ? space + text : last ? text : text + space;
            line.append(coloured(column, padded, body)).append(last ? "" : BETWEEN);
            left -= widths[i] + BETWEEN.length();
        }
        return line.toString().stripTrailing();
    }

    private String coloured(Column column, String text, boolean body) {
        return body && terminal.colour() && column.kind() == Kind.STATE ? Colour.of(text) : text;
    }
}
