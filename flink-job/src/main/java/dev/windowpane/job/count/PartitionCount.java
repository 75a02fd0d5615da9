package dev.windowpane.job.count;

import dev.windowpane.spec.RejectReason;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What was read of one partition since the last flush. */
final class PartitionCount {
    /** Hits of a log that is read again after years fall into many windows: so many are kept until a flush. */
    static final int WINDOWS = 4096;

    final int partition;
    private final Map<Long, Counter> windows = new HashMap<>();
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private OffsetRange.Link link = OffsetRange.Link.OPENING;
    private long from;
    private long to;
    private long read;
    private long newest = Delta.NONE;
    /** Most hits fall into the window of the hit before. */
    private Counter last = new Counter(Long.MIN_VALUE);

    private static final class Counter {
        final long window;
        long hits;

        Counter(long window) {
            this.window = window;
        }
    }

    PartitionCount(int partition, long firstOffset) {
        this.partition = partition;
        from = firstOffset;
        to = firstOffset;
    }

    void read(long offset) {
        if (offset < to) {
            throw new IllegalStateException(
                    "partition %d went back from offset %d to %d".formatted(partition, to, offset));
        }
        to = offset + 1;
        read++;
    }

    boolean hasRoomFor(long window) {
        return last.window == window || windows.size() < WINDOWS || windows.containsKey(window);
    }

    void hit(long window, long time) {
        if (last.window != window) {
            last = windows.computeIfAbsent(window, Counter::new);
        }
        last.hits++;
        newest = Math.max(newest, time);
    }

    void reject(RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    boolean isEmpty() {
        return read == 0;
    }

    long newest() {
        return newest;
    }

    int windows() {
        return windows.size();
    }

    int reasons() {
        return rejected.size();
    }

    void writeRange(ByteBuffer out) {
        out.putInt(partition)
                .put(Delta.code(link))
                .putLong(from)
                .putLong(to)
                .putLong(read)
                .putLong(rejected.values().stream().mapToLong(n -> n).sum())
                .putLong(newest);
    }

    void writeWindows(ByteBuffer out) {
        windows.values()
                .forEach(count -> out.putInt(partition).putLong(count.window).putLong(count.hits));
    }

    void writeRejects(ByteBuffer out) {
        rejected.forEach(
                (reason, n) -> out.putInt(partition).put(Delta.code(reason)).putLong(n));
    }

    /** The next range begins where this one ends, not at the next record: what lies between are markers and compacted records. */
    void next() {
        link = OffsetRange.Link.CHAINED;
        from = to;
        read = 0;
        newest = Delta.NONE;
        last = new Counter(Long.MIN_VALUE);
        windows.clear();
        rejected.clear();
    }
}
