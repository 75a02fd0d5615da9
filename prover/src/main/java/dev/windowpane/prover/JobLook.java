package dev.windowpane.prover;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All of a job's ledger in one snapshot.
 *
 * @param watermark windows that end by then are FINAL
 * @param keptFrom windows that start before have been dropped by retention; in seconds since the epoch
 * @param byReferrer whether it counts by referrer too
 */
public record JobLook(
        int job,
        String name,
        long epoch,
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        long keptFrom,
        long commits,
        boolean byReferrer,
        SortedMap<Integer, PartitionLook> partitions,
        NavigableMap<Long, WindowLook> windows) {

    public long read() {
        return partitions.values().stream().mapToLong(PartitionLook::read).sum();
    }

    public long retired() {
        return partitions.values().stream().mapToLong(PartitionLook::retired).sum();
    }

    public long deadLetters() {
        return partitions.values().stream()
                .mapToLong(PartitionLook::deadLetters)
                .sum();
    }

    /** Hits in the count tables. */
    public long counted() {
        return windows.values().stream().mapToLong(WindowLook::hits).sum();
    }

    /**
     * The windows that readers saw as FINAL. The size is not known to the reader; the least distance between two windows is never less, so that no window is
     * taken for FINAL that was not.
     */
    NavigableMap<Long, WindowLook> finalWindows() {
        long size = Long.MAX_VALUE;
        Long before = null;
        for (Long start : windows.keySet()) {
            size = before == null ? size : Math.min(size, start - before);
            before = start;
        }
        if (watermark.isEmpty() || size == Long.MAX_VALUE) {
            return new TreeMap<>();
        }
        return windows.headMap(watermark.get().getEpochSecond() - size, true);
    }
}
