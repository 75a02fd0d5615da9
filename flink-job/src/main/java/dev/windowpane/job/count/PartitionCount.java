package dev.windowpane.job.count;

import dev.windowpane.spec.RejectReason;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** What was read of one partition since the last flush. */
final class PartitionCount {
    final int partition;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private OffsetRange.Link link = OffsetRange.Link.OPENING;
    private long from;
    private long to;
    private long read;

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

    void reject(RejectReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    boolean isEmpty() {
        return read == 0;
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
                .putLong(rejected.values().stream().mapToLong(n -> n).sum());
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
        rejected.clear();
    }
}
