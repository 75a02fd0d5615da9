package dev.windowpane.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The TaskManagers' heap over time. Garbage comes and goes: what counts is how low it falls. */
final class HeapWatch {
    private final FlinkApi flink;
    private final List<Long> mib = new ArrayList<>();

    HeapWatch(FlinkApi flink) {
        this.flink = flink;
    }

    void look() {
        mib.add(flink.heap() >> 20);
    }

    /** The lowest of the last third less the lowest of the first third. */
    long growthMib() {
        int third = Math.max(1, mib.size() / 3);
        return Collections.min(mib.subList(mib.size() - third, mib.size())) - Collections.min(mib.subList(0, third));
    }

    long highestMib() {
        return Collections.max(mib);
    }
}
