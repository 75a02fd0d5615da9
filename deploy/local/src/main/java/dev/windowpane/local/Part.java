package dev.windowpane.local;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a stack can consist of. */
public enum Part {
    POSTGRES,
    KAFKA,
    FLINK,
    /** Needs the other three. */
    CONTROL_PLANE,
    /** Needs Kafka. */
    SAMPLE_TRAFFIC;

    static Set<Part> withNeeds(Collection<Part> wanted) {
        EnumSet<Part> all = EnumSet.copyOf(wanted);
        if (all.contains(SAMPLE_TRAFFIC)) {
            all.add(KAFKA);
        }
        if (all.contains(CONTROL_PLANE)) {
            all.addAll(EnumSet.of(POSTGRES, KAFKA, FLINK));
        }
        return all;
    }
}
