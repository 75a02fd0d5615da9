package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.RunCause;
import java.time.Duration;
import java.util.Optional;

/**
 * A run's step to another phase.
 *
 * @param why empty where the phase says it all
 * @param jarSha256 what the cluster has now; empty: as before
 * @param deadline from now on; what it means depends on the phase
 */
record Move(Phase to, Optional<RunCause> why, Optional<String> jarSha256, Duration deadline) {
    static Move to(Phase phase) {
        return new Move(phase, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    Move because(RunCause cause) {
        return new Move(to, Optional.of(cause), jarSha256, deadline);
    }

    Move with(String jar) {
        return new Move(to, why, Optional.of(jar), deadline);
    }

    Move within(Duration patience) {
        return new Move(to, why, jarSha256, patience);
    }

    /** What is kept with the run: why it did not hold. */
    Optional<RunCause> error() {
        return why.filter(cause -> to == Phase.FAILED || to == Phase.LOST);
    }
}
