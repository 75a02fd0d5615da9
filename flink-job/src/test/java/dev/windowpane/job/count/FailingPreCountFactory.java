package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.JobSpec;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The counting operator with places to fail at. */
public final class FailingPreCountFactory extends PreCountFactory {
    private static final long serialVersionUID = 1L;

    public FailingPreCountFactory(JobSpec spec) {
        super(spec);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<byte[]>> T createStreamOperator(StreamOperatorParameters<byte[]> parameters) {
        return (T) new FailingPreCount(parameters, counter());
    }

    private static final class FailingPreCount extends PreCount {
        private static final long serialVersionUID = 1L;

        FailingPreCount(StreamOperatorParameters<byte[]> parameters, HitCounter counter) {
            super(parameters, counter);
        }

        @Override
        public void processElement(StreamRecord<Parsed> element) {
            Faults.at("count.before", 900);
            super.processElement(element);
        }

        @Override
        public void prepareSnapshotPreBarrier(long checkpointId) {
            Faults.at("count.beforeFlush", 3);
            super.prepareSnapshotPreBarrier(checkpointId);
            Faults.at("count.afterFlush", 3);
        }

        @Override
        public void finish() throws Exception {
            super.finish();
            Faults.at("count.finish", 1);
        }
    }
}
