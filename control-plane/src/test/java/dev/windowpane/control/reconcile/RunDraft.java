package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.spec.ClusterName;
import java.time.Instant;
import java.util.Optional;

/** A run of revision 1 with the parts that matter to a test; its deadline has passed. */
final class RunDraft {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant LONG_AGO = NOW.minusSeconds(3600);

    private final Phase phase;
    private Instant updatedAt;
    private int attempt = 1;
    private long generation = 1;
    private Optional<Instant> submittedAt = Optional.empty();
    private Optional<Instant> deadline = Optional.of(NOW.minusSeconds(1));
    private Optional<Instant> stableAt = Optional.empty();
    private Optional<RunCause> cause = Optional.empty();

    private RunDraft(Phase phase, Instant updatedAt) {
        this.phase = phase;
        this.updatedAt = updatedAt;
    }

    static RunDraft run(Phase phase, Instant updatedAt) {
        return new RunDraft(phase, updatedAt);
    }

    RunDraft updatedAt(Instant at) {
        updatedAt = at;
        return this;
    }

    RunDraft attempt(int number) {
        attempt = number;
        return this;
    }

    RunDraft generation(long number) {
        generation = number;
        return this;
    }

    RunDraft submittedAt(Instant at) {
        submittedAt = Optional.of(at);
        return this;
    }

    RunDraft deadline(Instant at) {
        deadline = Optional.of(at);
        return this;
    }

    RunDraft stableAt(Instant at) {
        stableAt = Optional.of(at);
        return this;
    }

    RunDraft error(String sentence) {
        return cause(new RunCause(RunCause.UNKNOWN, sentence, ""));
    }

    RunDraft cause(RunCause why) {
        cause = Optional.of(why);
        return this;
    }

    Run build() {
        return new Run(
                "0123456789abcdef0123456789abcdef",
                phase,
                1,
                generation,
                ClusterName.DEFAULT,
                1,
                Optional.empty(),
                attempt,
                submittedAt,
                deadline,
                stableAt,
                cause.map(RunCause::sentence),
                cause,
                LONG_AGO,
                updatedAt);
    }
}
