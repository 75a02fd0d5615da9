package dev.windowpane.control.counts;

import dev.windowpane.control.counts.Series.KeySeries;
import dev.windowpane.control.counts.Series.SeriesWindow;
import dev.windowpane.control.problem.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One number of a {@link Series} as a line of a file.
 *
 * @param key empty: all keys that have no series of their own
 */
record SeriesRow(SeriesWindow window, Optional<String> key, long hits) {
    static final Table<SeriesRow> TABLE = new Table<>(
            List.of("window_start", "window_end", "status", "key", "hits"),
            row -> List.of(
                    row.window().start(), row.window().end(), row.window().status(), row.key(), row.hits()));

    /** Window by window; what has no hits is left out. */
    static List<SeriesRow> of(Series series) {
        return IntStream.range(0, series.windows().size())
                .boxed()
                .flatMap(i -> {
                    SeriesWindow window = series.windows().get(i);
                    Stream<SeriesRow> keys = series.series().stream()
                            .map(key -> new SeriesRow(window, Optional.of(key.key()), hits(key, i)));
                    long others = series.other().hits().isEmpty()
                            ? 0
                            : series.other().hits().get(i);
                    return Stream.concat(keys, Stream.of(new SeriesRow(window, Optional.empty(), others)));
                })
                .filter(row -> row.hits() > 0)
                .toList();
    }

    private static long hits(KeySeries key, int window) {
        return key.hits().isEmpty() ? 0 : key.hits().get(window);
    }
}
