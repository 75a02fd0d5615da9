package dev.windowpane.control.ledger;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Rollup;

/** A job as its counts know it: its number in the count tables, and its spec. */
public record JobRef(int id, JobSpec spec) {
    public String name() {
        return spec.name().value();
    }

    /** Whether the job fills this table. */
    public boolean countsBy(CountTable table) {
        return spec.rollups().stream().map(Rollup::table).anyMatch(table::equals);
    }
}
