package dev.windowpane.job.testing;

import dev.windowpane.job.hit.HitParser;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.EventTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** {@link TestTraffic} as a source with a split per partition that goes back to a checkpoint's offsets, as Kafka's does. */
public record TestSource(TestTraffic traffic, EventTime rules, Map<Integer, Long> starts, boolean bounded)
        implements Source<Parsed, TestSource.Split, Integer> {
    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 60;
    private static final AtomicLong EMITTED = new AtomicLong();

    /** How many records all sources of this JVM have handed over. */
    static long emitted() {
        return EMITTED.get();
    }

    /** Where a partition is read on. */
    public record Split(int partition, long offset) implements SourceSplit {
        @Override
        public String splitId() {
            return "p" + partition;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Parsed, Split> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<Split, Integer> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new Enumerator(context, 0);
    }

    @Override
    public SplitEnumerator<Split, Integer> restoreEnumerator(SplitEnumeratorContext<Split> context, Integer assigned) {
        return new Enumerator(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new Texts<>(split -> String.valueOf(split.offset() * 1000 + split.partition()), text -> {
            long packed = Long.parseLong(text);
            return new Split((int) (packed % 1000), packed / 1000);
        });
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new Texts<>(String::valueOf, Integer::valueOf);
    }

    private final class Reader implements SourceReader<Parsed, Split> {
        private final HitParser parser = new HitParser(rules);
        private final Queue<Split> splits = new ArrayDeque<>();
        private boolean noMore;

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Parsed> output) {
            Split split = splits.poll();
            if (split == null) {
                return noMore && bounded && Faults.allHappenedBut("count.finish")
                        ? InputStatus.END_OF_INPUT
                        : InputStatus.NOTHING_AVAILABLE;
            }
            long offset = split.offset();
            long end = traffic.recordsPerPartition() * (Faults.isHeldBack() ? 2L : 3L) / 3;
            for (int i = 0; i < CHUNK && offset < end; i++, offset++) {
                if (!TestTraffic.isHole(offset)) {
                    Faults.at("parse", 700);
                    EMITTED.incrementAndGet();
                    TestTraffic.Sent sent = traffic.at(split.partition(), offset);
                    output.createOutputForSplit(split.splitId())
                            .collect(
                                    parser.parse(split.partition(), offset, sent.recordTime(), sent.value()),
                                    sent.recordTime());
                }
            }
            if (offset < traffic.recordsPerPartition() || !bounded) {
                splits.add(new Split(split.partition(), offset));
            } else {
                output.releaseOutputForSplit(split.splitId());
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            Faults.at("source.snapshot", 3);
            return new ArrayList<>(splits);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
        }

        @Override
        public void addSplits(List<Split> added) {
            splits.addAll(added);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
        }

        @Override
        public void close() {}
    }

    /** Gives partition p to reader p modulo parallelism, once. Its state says whether it has. */
    private final class Enumerator implements SplitEnumerator<Split, Integer> {
        private final SplitEnumeratorContext<Split> context;
        private final Map<Integer, List<Split>> waiting = new HashMap<>();

        Enumerator(SplitEnumeratorContext<Split> context, int assigned) {
            this.context = context;
            if (assigned == 0) {
                for (int partition = 0; partition < traffic.partitions(); partition++) {
                    addSplitsBack(
                            List.of(new Split(partition, starts.getOrDefault(partition, 0L))),
                            partition % context.currentParallelism());
                }
            }
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int reader, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<Split> splits, int reader) {
            waiting.computeIfAbsent(reader, key -> new ArrayList<>()).addAll(splits);
            if (context.registeredReaders().containsKey(reader)) {
                addReader(reader);
            }
        }

        @Override
        public void addReader(int reader) {
            Collection<Split> splits = waiting.remove(reader);
            if (splits != null) {
                splits.forEach(split -> context.assignSplit(split, reader));
            }
            context.signalNoMoreSplits(reader);
        }

        @Override
        public Integer snapshotState(long checkpointId) {
            return waiting.isEmpty() ? 1 : 0;
        }

        @Override
        public void close() {}
    }
}
