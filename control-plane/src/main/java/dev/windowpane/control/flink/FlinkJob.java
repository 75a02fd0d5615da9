package dev.windowpane.control.flink;

import java.time.Instant;

/**
 * A job as the cluster lists it.
 *
 * @param id 32 hexadecimal digits
 * @param state Flink's own word. RUNNING says nothing about tasks: a job that waits for slots is RUNNING as well
 * @param tasks how many tasks it has in all; 0 while it is being initialized
 * @param tasksUp those that run or have finished their work
 * @param tasksWaiting those that wait for a slot
 * @param startedAt by the JobManager's clock
 */
public record FlinkJob(
        String id, String name, State state, int tasksUp, int tasksWaiting, int tasks, Instant startedAt) {
    /** Flink's job states. */
    public enum State {
        INITIALIZING,
        CREATED,
        RUNNING,
        FAILING,
        FAILED,
        CANCELLING,
        CANCELED,
        FINISHED,
        RESTARTING,
        SUSPENDED,
        RECONCILING;

        /** Whether it holds slots or may take them again. */
        public boolean isAlive() {
            return switch (this) {
                case INITIALIZING, CREATED, RUNNING, FAILING, RESTARTING, SUSPENDED, RECONCILING -> true;
                case FAILED, CANCELLING, CANCELED, FINISHED -> false;
            };
        }
    }
}
