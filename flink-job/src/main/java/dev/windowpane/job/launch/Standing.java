package dev.windowpane.job.launch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a job stands in Postgres.
 *
 * @param topicId Kafka's id of the topic that the offsets belong to; empty before the first launch
 * @param places each partition that the job knows
 */
record Standing(Optional<String> topicId, Map<Integer, Place> places) {
    boolean isNew() {
        return places.isEmpty();
    }

    Standing with(Map<Integer, Place> changed) {
        Map<Integer, Place> all = new TreeMap<>(places);
        all.putAll(changed);
        return new Standing(topicId, all);
    }
}
