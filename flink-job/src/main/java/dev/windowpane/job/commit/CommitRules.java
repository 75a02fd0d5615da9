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

    /**
     * The start of the window that holds a time, in seconds since the epoch.
     *
     * @param time in milliseconds since the epoch
     */
    long windowOf(long time) {
        return window().startOf(Math.floorDiv(time, 1000L));
    }

    /** In seconds since the epoch. */
    long endOf(long window) {
        return window + window().size().toSeconds();
    }
}
