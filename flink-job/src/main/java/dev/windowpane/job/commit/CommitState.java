package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** What {@link Commit} keeps in a checkpoint: deltas that may not be in the ledger yet, and where each partition's ranges end. */
final class CommitState {
    private final ListState<byte[]> deltas;
    private final ListState<Tuple2<Integer, Long>> ends;

    CommitState(OperatorStateStore store) throws Exception {
        deltas = store.getListState(
                new ListStateDescriptor<>("deltas", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        ends = store.getListState(new ListStateDescriptor<>("ends", Types.TUPLE(Types.INT, Types.LONG)));
    }

    void write(Pending pending, OffsetChain chain) throws Exception {
        deltas.update(pending.snapshot());
        List<Tuple2<Integer, Long>> pairs = new ArrayList<>();
        chain.ends().forEach((partition, end) -> pairs.add(Tuple2.of(partition, end)));
        ends.update(pairs);
    }

    OffsetChain restore(Pending pending) throws Exception {
        for (byte[] delta : deltas.get()) {
            pending.restore(Delta.of(delta));
        }
        Map<Integer, Long> restored = new HashMap<>();
        for (Tuple2<Integer, Long> end : ends.get()) {
            restored.put(end.f0, end.f1);
        }
        return new OffsetChain(restored);
    }
}
