package dev.windowpane.control.counts;

import dev.windowpane.control.counts.CountStore.Cell;
import dev.windowpane.control.ledger.Label;
import dev.windowpane.control.ledger.WindowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns cells, one per window and key, into windows and rows. */
final class SeriesTable {
    private final CountQuery query;
    private final Label label;
    private final List<Instant> starts;
    private final List<Cell> cells;

    private SeriesTable(CountQuery query, Label label, List<Cell> cells) {
        this.query = query;
        this.label = label;
        this.cells = cells;
        this.starts = cells.stream().map(Cell::start).distinct().toList();
    }

    static Series of(CountQuery query, Label label, List<String> keys, List<Cell> cells, long otherKeys) {
        SeriesTable table = new SeriesTable(query, label, cells);
        Map<Optional<String>, List<Long>> rows = table.rows(keys);
        return new Series(
                query.job().name(),
                query.range().from(),
                query.range().to(),
                query.range().step(),
                label.watermark(),
                label.newestHit(),
                label.committedAt(),
                label.asOf(),
                table.windows(),
                keys.stream()
                        .map(key -> new Series.KeySeries(key, rows.getOrDefault(Optional.of(key), List.of())))
                        .toList(),
                new Series.OtherKeys(otherKeys, rows.getOrDefault(Optional.<String>empty(), List.of())));
    }

    private List<Series.SeriesWindow> windows() {
        Map<Instant, long[]> sums = new HashMap<>();
        for (Cell cell : cells) {
            long[] sum = sums.computeIfAbsent(cell.start(), start -> new long[2]);
            sum[0] += cell.hits();
            sum[1] += cell.late();
        }
        List<Series.SeriesWindow> windows = new ArrayList<>();
        for (Instant start : starts) {
            long[] sum = sums.getOrDefault(start, new long[2]);
            Instant end = start.plus(query.range().step());
            windows.add(new Series.SeriesWindow(
                    start, end, WindowStatus.of(end, sum[1], label.watermark()), sum[0], sum[1]));
        }
        return windows;
    }

    private Map<Optional<String>, List<Long>> rows(List<String> keys) {
        Map<Instant, Integer> columns = new HashMap<>();
        starts.forEach(start -> columns.put(start, columns.size()));
        Map<Optional<String>, List<Long>> rows = new HashMap<>();
        rows.put(Optional.empty(), zeros());
        keys.forEach(key -> rows.put(Optional.of(key), zeros()));
        for (Cell cell : cells) {
            rows.getOrDefault(cell.key(), List.of()).set(columns.getOrDefault(cell.start(), 0), cell.hits());
        }
        return rows;
    }

    private List<Long> zeros() {
        return new ArrayList<>(Collections.nCopies(starts.size(), 0L));
    }
}
