package dev.windowpane.job.testing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

/** A {@link Script} as a topic of one partition, without an end. Goes back to a checkpoint's position, as Kafka's source does. */
public record ScriptSource<T>(String script, Reading<T> reading) implements Source<T, ScriptSource.Position, Integer> {
    private static final long serialVersionUID = 1L;

    /** What a record is read as. */
    public interface Reading<T> extends Serializable {
        T read(long offset, String record);
    }

    /** Where the partition is read on. */
    public record Position(int next) implements SourceSplit {
        @Override
        public String splitId() {
            return "0";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, Position> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<Position, Integer> createEnumerator(SplitEnumeratorContext<Position> context) {
        return new Enumerator(context, 0);
    }

    @Override
    public SplitEnumerator<Position, Integer> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Integer assigned) {
        return new Enumerator(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new Texts<>(split -> String.valueOf(split.next()), text -> new Position(Integer.parseInt(text)));
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new Texts<>(String::valueOf, Integer::valueOf);
    }

    private final class Reader implements SourceReader<T, Position> {
        private final Script lines = Script.named(script);
        private final Map<Long, Integer> snapshots = new HashMap<>();
        private int next = -1;

        @Override
        public void start() {
            lines.opened();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) {
            if (next < 0 || next >= lines.released) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            lines.failIfWanted();
            output.createOutputForSplit("0").collect(reading.read(next, lines.records.get(next)));
            next++;
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Position> snapshotState(long checkpointId) {
            snapshots.put(checkpointId, next);
            return next < 0 ? List.of() : List.of(new Position(next));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            lines.completed(snapshots.getOrDefault(checkpointId, 0));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
        }

        @Override
        public void addSplits(List<Position> added) {
            next = added.get(0).next();
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    /** Gives the one split to the first reader, once. Its state says whether it has. */
    private static final class Enumerator implements SplitEnumerator<Position, Integer> {
        private final SplitEnumeratorContext<Position> context;
        private final List<Position> waiting = new ArrayList<>();

        Enumerator(SplitEnumeratorContext<Position> context, int assigned) {
            this.context = context;
            if (assigned == 0) {
                waiting.add(new Position(0));
            }
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int reader, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<Position> splits, int reader) {
            waiting.addAll(splits);
            if (context.registeredReaders().containsKey(reader)) {
                addReader(reader);
            }
        }

        @Override
        public void addReader(int reader) {
            waiting.forEach(split -> context.assignSplit(split, reader));
            waiting.clear();
        }

        @Override
        public Integer snapshotState(long checkpointId) {
            return waiting.isEmpty() ? 1 : 0;
        }

        @Override
        public void close() {}
    }
}
