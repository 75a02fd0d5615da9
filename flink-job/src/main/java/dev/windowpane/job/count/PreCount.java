package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts hits before they cross the network and sends {@link Delta}s: before each barrier, when there is no more room, and at the end.
 * It needs no state: what it holds is always younger than the last checkpoint.
 */
class PreCount extends AbstractStreamOperator<byte[]> implements OneInputStreamOperator<Parsed, byte[]> {
    private static final long serialVersionUID = 1L;

    private final transient HitCounter counter;
    private final transient Counter hits;
    private final transient Map<RejectReason, Counter> rejects = new EnumMap<>(RejectReason.class);

    PreCount(StreamOperatorParameters<byte[]> parameters, HitCounter counter) {
        super(parameters);
        this.counter = counter;
        hits = getMetricGroup().counter("hits");
        MetricGroup deadLetters = getMetricGroup().addGroup("deadLetters");
        for (RejectReason reason : RejectReason.values()) {
            rejects.put(reason, deadLetters.counter(reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void processElement(StreamRecord<Parsed> element) {
        Parsed parsed = element.getValue();
        if (!counter.add(parsed)) {
            flush();
            counter.add(parsed);
        }
        switch (parsed) {
            case Parsed.Hit hit -> hits.inc();
            case Parsed.Reject reject ->
                Objects.requireNonNull(rejects.get(reject.reason())).inc();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
        counter.nextInterval();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() {
        if (!counter.isEmpty()) {
            output.collect(new StreamRecord<>(counter.drain()));
        }
    }
}
