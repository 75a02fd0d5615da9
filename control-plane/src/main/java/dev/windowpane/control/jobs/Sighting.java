package dev.windowpane.control.jobs;

import java.time.Instant;
import java.util.Optional;

/** What was last learnt about a run's job on the cluster. */
public sealed interface Sighting {
    /** Nobody has looked yet. */
    record NotLooked() implements Sighting {}

    /** The cluster has not answered since then. It says nothing about the job. */
    record Unreachable(Instant since, String why) implements Sighting {}

    /** The cluster answers, and since then has not known the job. */
    record Absent(Instant since) implements Sighting {}

    /**
     * The cluster knows the job.
     *
     * @param tasksRunning how many of its {@code tasks} run
     * @param waiting how many of them wait for a slot
     * @param failure why it last had to begin anew; asked for only while it does not run
     */
    record Seen(Condition condition, int tasksRunning, int tasks, int waiting, Optional<Failure> failure)
            implements Sighting {
        /** The same, and why it last had to begin anew. */
        public Seen because(Optional<Failure> why) {
            return new Seen(condition, tasksRunning, tasks, waiting, why);
        }
    }

    /**
     * An error that the cluster tries to overcome by itself.
     *
     * @param offsetsLost Kafka no longer has what comes next, or the checkpoint is damaged, so only a new launch can find out what to do
     */
    record Failure(RunCause cause, boolean offsetsLost) {}

    /** How a known job is. */
    enum Condition {
        /** Being scheduled or deployed: not all tasks run. */
        COMING,
        /** All tasks run. */
        UP,
        /** The cluster restarts it after an error. */
        RESTARTING,
        /** Being cancelled or failing. */
        GOING,
        /** Ended by an error. */
        FAILED,
        /** Ended by a cancel. */
        CANCELED,
        /** Ended by itself. */
        FINISHED;

        public boolean ended() {
            return switch (this) {
                case FAILED, CANCELED, FINISHED -> true;
                case COMING, UP, RESTARTING, GOING -> false;
            };
        }
    }
}
