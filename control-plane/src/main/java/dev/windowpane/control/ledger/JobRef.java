package dev.windowpane.control.ledger;

import dev.windowpane.spec.JobSpec;

/** A job as its counts know it: its number in the count tables, and its spec. */
public record JobRef(int id, JobSpec spec) {
    public String name() {
        return spec.name().value();
    }
}
