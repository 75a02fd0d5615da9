package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deltas until their checkpoint is complete, then lets the {@link Committer} have them. Its state is what is not known to be in
 * the ledger, with its boundaries, and where the ranges of each partition end.
 */
class Commit extends AbstractStreamOperator<Void> implements OneInputStreamOperator<byte[], Void> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Commit.class);
    private static final long serialVersionUID = 1L;

    private final transient CommitRules rules;
    private final transient Bounds bounds;
    private final transient Ledger.Factory ledger;
    private final transient MailboxExecutor mailbox;
    private final transient InstantSource clock;
    private final transient Pending pending = new Pending();
    private final transient LabelClock labels;

    private transient OffsetChain chain;
    private transient @Nullable CommitState state;
    private transient @Nullable Committer committer;
    private transient boolean finished;

    Commit(StreamOperatorParameters<Void> parameters, CommitRules rules, Bounds bounds, Commits commits) {
        super(parameters);
        this.rules = rules;
        this.bounds = bounds;
        ledger = commits.ledger();
        mailbox = parameters.getMailboxExecutor();
        clock = () -> Instant.ofEpochMilli(parameters.getProcessingTimeService().getCurrentProcessingTime());
        labels = new LabelClock(rules.window(), rules.eventTime(), clock.millis());
        chain = new OffsetChain(commits.startOffsets());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        CommitState opened = new CommitState(context.getOperatorStateStore());
        if (context.isRestored()) {
            chain = opened.restore(pending);
        }
        state = opened;
    }

    @Override
    public void open() throws Exception {
        super.open();
        GroupCommit commit = new GroupCommit(ledger.open(), rules);
        Committer opened = new Committer(commit, pending, bounds.group(), clock, this::report);
        committer = opened;
        CommitStats stats = opened.stats();
        getMetricGroup().gauge("pendingBytes", (Gauge<Long>) this::pendingBytes);
        getMetricGroup().gauge("commits", (Gauge<Long>) stats::commits);
        getMetricGroup().gauge("commitFailures", (Gauge<Long>) stats::failures);
        getMetricGroup().gauge("lastCommitMillis", (Gauge<Long>) stats::lastMillis);
        getMetricGroup().gauge("lastCommitted", (Gauge<Long>) stats::lastCommitted);
        Outage outage = opened.outage();
        getMetricGroup().gauge("ledgerAwaySince", (Gauge<Long>) outage::since);
        getMetricGroup().gauge("commitAlarm", (Gauge<Integer>) outage::alarm);
        opened.start();
    }

    @Override
    public void processElement(StreamRecord<byte[]> element) throws InterruptedException {
        Delta delta = Delta.of(element.getValue());
        try {
            chain.link(delta);
        } catch (InconsistentProgressException e) {
            throw new SuppressRestartsException(e);
        }
        pending.add(delta);
        // Waits only for what the committer can take without this thread; the rest must come in, or no barrier would
        while (pending.bytes() > bounds.held() && pending.hasReleased()) {
            mailbox.yield();
        }
        if (pending.bytes() > bounds.most()) {
            throw new IllegalStateException(
                    "%d KiB wait for a checkpoint to complete: checkpoints fail, or their interval is too long for this traffic"
                            .formatted(pending.bytes() >> 10));
        }
        // Only now: while this thread was held back, nobody can say that no hits came
        if (delta.newest() != Delta.NONE) {
            labels.hit(delta.newest(), clock.millis());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        labels.watermark(mark.getTimestamp(), clock.millis());
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        labels.counted(running().newest());
        long label = labels.next(clock.millis(), pending.isOpen());
        if (label != Delta.NONE) {
            pending.add(Delta.label(label));
        }
        pending.seal(context.getCheckpointId());
        Objects.requireNonNull(state, "initializeState was not called").write(pending, chain);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        pending.release(checkpointId);
        // A bounded job is over after this call
        while (finished && pending.hasReleased()) {
            mailbox.yield();
        }
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        finished = true;
        // The last label makes the windows of hits FINAL that only the ledger knows of
        while (!running().hasLooked()) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        if (committer != null) {
            committer.close();
        }
        super.close();
    }

    /** How many bytes of deltas wait for the ledger. */
    long pendingBytes() {
        return pending.bytes();
    }

    private Committer running() {
        return Objects.requireNonNull(committer, "open was not called");
    }

    /** Called on the commit thread after a commit and when it has failed for good. */
    private void report(@Nullable Throwable failure) {
        try {
            mailbox.execute(
                    () -> {
                        if (failure != null) {
                            throw fatal(failure);
                        }
                    },
                    "commit");
        } catch (RejectedExecutionException e) {
            LOGGER.debug("the task has ended before its committer", e);
        }
    }

    private static RuntimeException fatal(Throwable failure) {
        return failure instanceof FencedException || failure instanceof InconsistentProgressException
                ? new SuppressRestartsException(failure)
                : new IllegalStateException("the commit thread has failed", failure);
    }
}
