package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.WindowSpec;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that turns hits and dead letters into {@link Delta}s. */
public class PreCountFactory extends AbstractStreamOperatorFactory<byte[]>
        implements OneInputStreamOperatorFactory<Parsed, byte[]> {
    private static final long serialVersionUID = 1L;

    private final WindowSpec window;
    private final boolean byReferrer;

    public PreCountFactory(JobSpec spec) {
        window = spec.window();
        byReferrer = spec.rollups().stream().anyMatch(r -> r.table() == CountTable.HITS_BY_HOST_AND_REFERRER);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<byte[]>> T createStreamOperator(StreamOperatorParameters<byte[]> parameters) {
        return (T) new PreCount(parameters, counter());
    }

    HitCounter counter() {
        return new HitCounter(window, byReferrer);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return PreCount.class;
    }
}
