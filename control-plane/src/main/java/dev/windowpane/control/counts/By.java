package dev.windowpane.control.counts;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;

/** What counts are grouped by. */
enum By {
    HOST(CountTable.HITS_BY_HOST, Dimension.HOST),
    REFERRER(CountTable.HITS_BY_HOST_AND_REFERRER, Dimension.REFERRER);

    private final CountTable table;
    private final Dimension dimension;

    By(CountTable table, Dimension dimension) {
        this.table = table;
        this.dimension = dimension;
    }

    CountTable table() {
        return table;
    }

    String column() {
        return dimension.column();
    }
}
