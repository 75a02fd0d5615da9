package dev.windowpane.control.counts;

import dev.windowpane.control.counts.CountStore.Cell;
import dev.windowpane.control.counts.CountStore.Total;
import dev.windowpane.control.ledger.Label;
import dev.windowpane.control.ledger.WindowStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Turns totals and cells, one for each step and key, into windows and rows. */
final class SeriesTable {
    private final CountQuery query;
    private final Label label;
    private final SeriesRows read;
    private final Map<String, long[]> rows = new HashMap<>();
    private final long[] others;

    private SeriesTable(CountQuery query, Label label, SeriesRows read) {
        this.query = query;
        this.label = label;
        this.read = read;
        this.others = read.totals().stream().mapToLong(Total::hits).toArray();
        read.keys().forEach(key -> rows.put(key, new long[others.length]));
        fill();
    }

    static Series of(CountQuery query, Label label, SeriesRows read) {
        SeriesTable table = new SeriesTable(query, label, read);
        return new Series(
                query.job().name(),
                query.range().from(),
                query.range().to(),
                query.range().step(),
                label.watermark(),
                label.newestHit(),
                label.committedAt(),
                label.asOf(),
                read.totals().stream().map(table::window).toList(),
                read.keys().stream()
                        .map(key -> new Series.KeySeries(key, list(table.rows.getOrDefault(key, new long[0]))))
                        .toList(),
                new Series.OtherKeys(read.otherKeys(), list(table.others)));
    }

    private void fill() {
        Map<Instant, Integer> columns = new HashMap<>();
        read.totals().forEach(total -> columns.put(total.start(), columns.size()));
        for (Cell cell : read.cells()) {
            Integer column = columns.get(cell.start());
            long[] row = rows.get(cell.key());
            if (column != null && row != null) {
                row[column] += cell.hits();
                others[column] -= cell.hits();
            }
        }
    }

    private Series.SeriesWindow window(Total total) {
        Instant end = total.start().plus(query.range().step());
        return new Series.SeriesWindow(
                total.start(), end, WindowStatus.of(end, total.late(), label.watermark()), total.hits(), total.late());
    }

    private static List<Long> list(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
