package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.LONG_AGO;
import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static dev.windowpane.control.reconcile.RunDraft.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.control.reconcile.PastRun.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PastRunTest {
    private static PastRun past(Optional<Phase> phase, boolean newest, Instant endedAt) {
        return new PastRun("0123456789abcdef0123456789abcdef", 1, "shop", phase, 1, 1, newest, endedAt);
    }

    private static Optional<StoredJob> owner(Phase phase) {
        return Optional.of(new JobDraft().run(run(phase, LONG_AGO)).build());
    }

    private static Verdict verdict(Phase phase) {
        return past(Optional.of(phase), true, LONG_AGO).verdict(owner(phase), NOW);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"STOPPED", "COMPLETED", "FAILED", "SUPERSEDED"})
    void whatHasEndedIsCancelled(Phase phase) {
        assertThat(verdict(phase)).isEqualTo(Verdict.CANCEL);
    }

    @Test
    void aLostRunGoesOnWhileNoOtherHasBeenSubmitted() {
        assertThat(verdict(Phase.LOST)).isEqualTo(Verdict.ADOPT);
        PastRun lost = past(Optional.of(Phase.LOST), true, NOW);
        assertThat(lost.verdict(owner(Phase.PLANNED), NOW)).isEqualTo(Verdict.ADOPT);
        assertThat(past(Optional.of(Phase.LOST), false, LONG_AGO).verdict(owner(Phase.SUBMITTING), NOW))
                .isEqualTo(Verdict.CANCEL);
    }

    @Test
    void aLostRunThatIsNotWantedAnyMoreIsCancelled() {
        PastRun lost = past(Optional.of(Phase.LOST), true, LONG_AGO);
        JobDraft job = new JobDraft().run(run(Phase.LOST, LONG_AGO));
        assertThat(lost.verdict(Optional.of(job.revision(2).build()), NOW)).isEqualTo(Verdict.CANCEL);
        assertThat(lost.verdict(Optional.of(job.revision(1).generation(2).build()), NOW))
                .isEqualTo(Verdict.CANCEL);
        assertThat(lost.verdict(Optional.of(job.generation(1).stopped().build()), NOW))
                .isEqualTo(Verdict.CANCEL);
    }

    @Test
    void aRunOfAJobThatIsNoMoreIsCancelled() {
        assertThat(past(Optional.empty(), false, NOW).verdict(Optional.empty(), NOW))
                .isEqualTo(Verdict.CANCEL);
    }

    @Test
    void aCancelThatWasJustSentGetsAMoment() {
        assertThat(past(Optional.of(Phase.SUPERSEDED), false, NOW.minusSeconds(2))
                        .verdict(owner(Phase.RUNNING), NOW))
                .isEqualTo(Verdict.LEAVE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SUBMITTING", "STARTING", "RUNNING", "CANCELLING"})
    void aRunUnderWayIsNotPast(Phase phase) {
        assertThat(verdict(phase)).isEqualTo(Verdict.LEAVE);
    }
}
