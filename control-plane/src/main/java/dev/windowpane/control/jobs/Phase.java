package dev.windowpane.control.jobs;

import java.util.Arrays;
import java.util.List;

/** How far a run has come. Written by the reconciler only, before the side effect that it announces. */
public enum Phase {
    /** A Flink job id is chosen. */
    PLANNED(true),
    /** Flink has the JAR. */
    JAR_READY(true),
    /** The epoch is taken and the launch is being sent, or its answer was lost. */
    SUBMITTING(true),
    /** Flink has the job; not all its tasks run yet. */
    STARTING(true),
    /** All tasks ran. */
    RUNNING(true),
    /** A cancel is being sent, or Flink has not finished it. */
    CANCELLING(true),
    /** Ended because it was stopped. */
    STOPPED(false),
    /** Ended by itself: a bounded job that has counted all it was to read. */
    COMPLETED(false),
    /** Ended by an error of its own. */
    FAILED(false),
    /** Ended because Flink no longer has it. */
    LOST(false),
    /** Ended to make room for a newer revision. */
    SUPERSEDED(false);

    private final boolean underWay;

    Phase(boolean underWay) {
        this.underWay = underWay;
    }

    /** Whether the run may still have a job on Flink. */
    public boolean underWay() {
        return underWay;
    }

    /** Those that {@link #underWay()}. */
    public static List<Phase> allUnderWay() {
        return Arrays.stream(values()).filter(Phase::underWay).toList();
    }
}
