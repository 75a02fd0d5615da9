package dev.windowpane.job.launch;

import dev.windowpane.spec.StartFrom;
import dev.windowpane.spec.StopAt;
import java.util.Map;

/** What Kafka says about the topic of a job. */
interface Topic {
    /** Kafka's id of it: another one after it was deleted and made anew under the same name. */
    String id();

    /** The offsets that Kafka has, {@code [beginning, end)}, of each partition. */
    Map<Integer, Span> spans();

    /** Where each partition starts; one without an answer is left out. */
    Map<Integer, Long> starts(StartFrom from);

    /** Where each partition ends for a bounded job; none for {@link StopAt.Never}. */
    Map<Integer, Long> ends(StopAt stop);

    /** @param end one more than the newest record's offset */
    record Span(long beginning, long end) {
        long nearest(long offset) {
            return Math.clamp(offset, beginning, end);
        }
    }
}
