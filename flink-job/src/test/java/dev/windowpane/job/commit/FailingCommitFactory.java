package dev.windowpane.job.commit;

import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.JobSpec;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The committing operator with places to fail at. */
public final class FailingCommitFactory extends CommitFactory {
    private static final long serialVersionUID = 1L;
    private static final AtomicLong MOST_PENDING = new AtomicLong();

    private final Bounds bounds;

    public FailingCommitFactory(JobSpec spec, Commits commits) {
        this(spec, commits, Bounds.DEFAULT);
    }

    FailingCommitFactory(JobSpec spec, Commits commits, Bounds bounds) {
        super(spec, commits);
        this.bounds = bounds;
    }

    /** With bounds that small traffic reaches, in bytes. */
    public static FailingCommitFactory bounded(JobSpec spec, Commits commits, long held, long most, long group) {
        MOST_PENDING.set(0);
        return new FailingCommitFactory(spec, commits, new Bounds(held, most, group));
    }

    /** The most bytes that waited after a delta was taken in, since {@link #bounded}. */
    public static long mostPending() {
        return MOST_PENDING.get();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Void>> T createStreamOperator(StreamOperatorParameters<Void> parameters) {
        return (T) new FailingCommit(parameters, rules, bounds, commits);
    }

    private static final class FailingCommit extends Commit {
        private static final long serialVersionUID = 1L;

        FailingCommit(StreamOperatorParameters<Void> parameters, CommitRules rules, Bounds bounds, Commits commits) {
            super(parameters, rules, bounds, commits);
        }

        @Override
        public void processElement(StreamRecord<byte[]> element) throws InterruptedException {
            super.processElement(element);
            MOST_PENDING.accumulateAndGet(pendingBytes(), Math::max);
            Faults.at("commit.beforeBarrier", 3);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            Faults.at("commit.snapshot", 2);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            if (Faults.isDue("commit.unnotified", 1)) {
                return;
            }
            Faults.at("commit.beforeNotify", 2);
            super.notifyCheckpointComplete(checkpointId);
            Faults.at("commit.afterNotify", 2);
        }
    }
}
