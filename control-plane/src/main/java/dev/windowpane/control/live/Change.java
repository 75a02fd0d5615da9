package dev.windowpane.control.live;

import dev.windowpane.control.live.CommitNotice.ChangedRange;
import java.util.Optional;

/** Something that listeners are told of. It says where, not what: what is told is read when it is told. */
sealed interface Change {
    /** The job's name. */
    String job();

    /** Counts, progress or the watermark; where counts changed, these windows. */
    record Committed(String job, Optional<ChangedRange> changed) implements Change {}

    /** The job, its run or its state. */
    record Touched(String job) implements Change {}

    /** An operation of the job. */
    record Worked(String job, String operation) implements Change {}
}
