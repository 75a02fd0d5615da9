package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.Rollup;
import dev.windowpane.spec.WindowSpec;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that takes deltas into the ledger. It runs at parallelism 1. */
public class CommitFactory extends AbstractStreamOperatorFactory<Void>
        implements OneInputStreamOperatorFactory<byte[], Void> {
    private static final long serialVersionUID = 1L;

    final Rules rules;
    final Commits commits;

    public CommitFactory(JobSpec spec, Commits commits) {
        rules = new Rules(
                spec.rollups().stream().map(Rollup::table).collect(Collectors.toUnmodifiableSet()),
                spec.window(),
                spec.eventTime());
        this.commits = commits;
    }

    /** What the operator needs of a spec. */
    record Rules(Set<CountTable> tables, WindowSpec window, EventTime eventTime) implements java.io.Serializable {}

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Void>> T createStreamOperator(StreamOperatorParameters<Void> parameters) {
        return (T) new Commit(parameters, rules, commits);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return Commit.class;
    }
}
