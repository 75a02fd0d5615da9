package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.Limits;
import dev.windowpane.spec.WindowSpec;
import java.util.EnumSet;

final class TestRules {
    /** Both tables, five minutes, 15 s out of order, the default limits. */
    static final CommitRules FIVE_MINUTES = limited(Limits.DEFAULT);

    private TestRules() {}

    static CommitRules limited(Limits limits) {
        return new CommitRules(EnumSet.allOf(CountTable.class), WindowSpec.fiveMinutes(), EventTime.DEFAULT, limits);
    }
}
