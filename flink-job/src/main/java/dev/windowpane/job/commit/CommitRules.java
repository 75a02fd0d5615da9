package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Limits;
import dev.windowpane.spec.Rollup;
import dev.windowpane.spec.WindowSpec;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;

/** What committing needs of a spec. */
record CommitRules(Set<CountTable> tables, WindowSpec window, EventTime eventTime, Limits limits)
        implements Serializable {
    static CommitRules of(JobSpec spec) {
        return new CommitRules(
                spec.rollups().stream().map(Rollup::table).collect(Collectors.toUnmodifiableSet()),
                spec.window(),
                spec.eventTime(),
                spec.limits());
    }

    /** In seconds since the epoch. */
    long endOf(long window) {
        return window + window().size().toSeconds();
    }
}
