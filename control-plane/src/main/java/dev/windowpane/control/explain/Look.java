package dev.windowpane.control.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a job had counted at one moment, by Postgres' clock.
 *
 * @param firstWindow the start of the oldest window that has hits
 * @param deadLetters by reason
 * @param lateness hits by the least number of seconds that they were behind their window's end
 */
record Look(
        Instant asOf,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt,
        Optional<Instant> firstWindow,
        List<Partition> partitions,
        Map<String, Long> deadLetters,
        Map<Long, Long> lateness) {
    Look {
        partitions = List.copyOf(partitions);
        deadLetters = Map.copyOf(deadLetters);
        lateness = Map.copyOf(lateness);
    }

    /** One partition of the topic. */
    record Partition(int number, long read, long rejected, Optional<Instant> newestHit, Optional<Instant> movedAt) {}

    long read() {
        return partitions.stream().mapToLong(Partition::read).sum();
    }

    long rejected() {
        return partitions.stream().mapToLong(Partition::rejected).sum();
    }

    /** Records that were counted. */
    long hits() {
        return read() - rejected();
    }

    /** Hits that came after their window was FINAL, at this out-of-orderness. */
    long late(Duration outOfOrderness) {
        return lateness.entrySet().stream()
                .filter(bucket -> Duration.ofSeconds(bucket.getKey()).compareTo(outOfOrderness) >= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** When a record was last counted or rejected. */
    Optional<Instant> movedAt() {
        return partitions.stream()
                .flatMap(partition -> partition.movedAt().stream())
                .max(Instant::compareTo);
    }
}
