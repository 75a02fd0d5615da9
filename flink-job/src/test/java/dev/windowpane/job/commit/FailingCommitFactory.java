package dev.windowpane.job.commit;

import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.JobSpec;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The committing operator with places to fail at. */
public final class FailingCommitFactory extends CommitFactory {
    private static final long serialVersionUID = 1L;

    public FailingCommitFactory(JobSpec spec, Commits commits) {
        super(spec, commits);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Void>> T createStreamOperator(StreamOperatorParameters<Void> parameters) {
        return (T) new FailingCommit(parameters, rules, commits);
    }

    private static final class FailingCommit extends Commit {
        private static final long serialVersionUID = 1L;

        FailingCommit(StreamOperatorParameters<Void> parameters, CommitRules rules, Commits commits) {
            super(parameters, rules, commits);
        }

        @Override
        public void processElement(StreamRecord<byte[]> element) throws InterruptedException {
            super.processElement(element);
            Faults.at("commit.beforeBarrier", 3);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            Faults.at("commit.snapshot", 2);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            Faults.at("commit.beforeNotify", 2);
            super.notifyCheckpointComplete(checkpointId);
            Faults.at("commit.afterNotify", 2);
        }
    }
}
