package dev.windowpane.job.commit;

import dev.windowpane.spec.JobSpec;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that takes deltas into the ledger. It runs at parallelism 1. */
public class CommitFactory extends AbstractStreamOperatorFactory<Void>
        implements OneInputStreamOperatorFactory<byte[], Void> {
    private static final long serialVersionUID = 1L;

    final CommitRules rules;
    final Commits commits;

    public CommitFactory(JobSpec spec, Commits commits) {
        rules = CommitRules.of(spec);
        this.commits = commits;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Void>> T createStreamOperator(StreamOperatorParameters<Void> parameters) {
        return (T) new Commit(parameters, rules, Bounds.DEFAULT, commits);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return Commit.class;
    }
}
