package dev.windowpane.control.counts;

import dev.windowpane.control.counts.CountStore.Cell;
import dev.windowpane.control.counts.CountStore.Total;
import java.util.List;

/**
 * What a series is made of, from one snapshot.
 *
 * @param totals every step that has hits, ascending
 * @param keys those that have a series of their own, in order
 * @param cells of these keys
 * @param otherKeys how many there are besides
 */
record SeriesRows(List<Total> totals, List<String> keys, List<Cell> cells, long otherKeys) {
    SeriesRows {
        totals = List.copyOf(totals);
        keys = List.copyOf(keys);
        cells = List.copyOf(cells);
    }

    /** Roughly how much memory it takes, in numbers and texts. */
    long size() {
        return 4L * totals.size() + 3L * cells.size() + keys.size();
    }
}
