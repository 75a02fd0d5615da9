package dev.windowpane.job.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingTest {
    private final Pending pending = new Pending();

    @Test
    void releasesOnlyWhatACompleteCheckpointHolds() throws Exception {
        pending.add(Delta.label(1));
        pending.seal(1);
        pending.add(Delta.label(2));
        pending.seal(2);
        pending.add(Delta.label(3));

        pending.release(1);

        assertThat(pending.awaitReleased(1_000)).extracting(Delta::label).containsExactly(1L);
        assertThat(labels(pending.snapshot())).containsExactly(1L, 2L);
    }

    @Test
    void aLaterCheckpointReleasesThoseBeforeIt() throws Exception {
        pending.add(Delta.label(1));
        pending.seal(1);
        pending.add(Delta.label(2));
        pending.seal(2);

        pending.release(2);

        assertThat(pending.awaitReleased(1_000)).extracting(Delta::label).containsExactly(1L, 2L);
    }

    @Test
    void boundsAGroupButNeverToNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            pending.restore(Delta.label(i));
        }
        long one = Delta.label(0).bytes().length;

        assertThat(pending.awaitReleased(2 * one)).hasSize(2);
        assertThat(pending.awaitReleased(1)).hasSize(1);
    }

    @Test
    void forgetsWhatTheLedgerHolds() {
        pending.restore(Delta.label(1));
        pending.restore(Delta.label(2));

        pending.drop(1);

        assertThat(labels(pending.snapshot())).containsExactly(2L);
        assertThat(pending.bytes()).isEqualTo(Delta.label(2).bytes().length);
    }

    private static List<Long> labels(List<byte[]> deltas) {
        return deltas.stream().map(delta -> Delta.of(delta).label()).toList();
    }
}
