package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.WindowSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what one subtask reads, until it is drained into a {@link Delta}. */
final class HitCounter {
    /** Dead letters kept per reason and interval; the rest is only counted, so that a flood of garbage cannot flood Postgres. */
    static final int SAMPLES = 5;

    private final WindowSpec window;
    private final boolean byReferrer;

    private final CountMap counts = new CountMap();
    private final Map<Integer, PartitionCount> partitions = new TreeMap<>();
    private final List<Parsed.Reject> samples = new ArrayList<>();
    private final Map<RejectReason, Integer> sampled = new EnumMap<>(RejectReason.class);

    private @Nullable PartitionCount last;

    HitCounter(WindowSpec window, boolean byReferrer) {
        this.window = window;
        this.byReferrer = byReferrer;
    }

    /** Counts one record, or answers {@code false} and does nothing if it must be drained before. */
    boolean add(Parsed parsed) {
        switch (parsed) {
            case Parsed.Hit hit -> {
                long start = window.startOf(Math.floorDiv(hit.time(), 1000L));
                int length = byReferrer ? hit.key().length : hit.hostLength();
                PartitionCount partition = partition(hit);
                if (!partition.hasRoomFor(start) || !counts.add(start, hit.key(), hit.hostLength(), length)) {
                    return false;
                }
                partition.read(hit.offset());
                partition.hit(start, hit.time());
            }
            case Parsed.Reject reject -> {
                PartitionCount partition = partition(reject);
                partition.read(reject.offset());
                partition.reject(reject.reason());
                if (sampled.merge(reject.reason(), 1, Integer::sum) <= SAMPLES) {
                    samples.add(reject);
                }
            }
        }
        return true;
    }

    boolean isEmpty() {
        return partitions.values().stream().allMatch(PartitionCount::isEmpty);
    }

    /** All that was counted since the last drain. */
    byte[] drain() {
        List<PartitionCount> read =
                partitions.values().stream().filter(p -> !p.isEmpty()).toList();
        ByteBuffer out = ByteBuffer.allocate(length(read));
        out.putLong(Delta.NONE)
                .putLong(read.stream().mapToLong(PartitionCount::newest).max().orElse(Delta.NONE))
                .putInt(read.size());
        read.forEach(partition -> partition.writeRange(out));
        out.putInt(read.stream().mapToInt(PartitionCount::reasons).sum());
        read.forEach(partition -> partition.writeRejects(out));
        out.putInt(samples.size());
        samples.forEach(sample -> write(sample, out));
        out.putInt(read.stream().mapToInt(PartitionCount::windows).sum());
        read.forEach(partition -> partition.writeWindows(out));
        out.putInt(counts.size());
        counts.drainTo(out);
        read.forEach(PartitionCount::next);
        samples.clear();
        return out.array();
    }

    /** Lets new samples in. */
    void nextInterval() {
        sampled.clear();
    }

    private int length(Collection<PartitionCount> read) {
        return Delta.HEADER
                + Delta.LISTS
                + read.stream()
                        .mapToInt(partition -> Delta.RANGE
                                + partition.reasons() * Delta.REJECT_COUNT
                                + partition.windows() * Delta.WINDOW)
                        .sum()
                + samples.stream()
                        .mapToInt(sample -> Delta.SAMPLE + sample.payload().length)
                        .sum()
                + counts.bytes();
    }

    private PartitionCount partition(Parsed parsed) {
        PartitionCount current = last;
        if (current == null || current.partition != parsed.partition()) {
            current = partitions.computeIfAbsent(
                    parsed.partition(), partition -> new PartitionCount(partition, parsed.offset()));
            last = current;
        }
        return current;
    }

    private static void write(Parsed.Reject sample, ByteBuffer out) {
        out.putInt(sample.partition())
                .putLong(sample.offset())
                .putLong(sample.recordTime())
                .put(Delta.code(sample.reason()))
                .putInt(sample.size())
                .putInt(sample.payload().length)
                .put(sample.payload());
    }
}
