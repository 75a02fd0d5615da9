package dev.windowpane.job.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.testing.MemoryLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class CommitterTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void atMostTwelveMegabytesGoIntoOneTransaction() {
        MemoryLedger ledger = new MemoryLedger();
        Pending pending = new Pending();
        for (int i = 0; i < 40; i++) {
            pending.restore(Delta.of(Arrays.copyOf(Delta.label(i).bytes(), MEGABYTE)));
        }
        GroupCommit commit = new GroupCommit(ledger.open(1), TestRules.FIVE_MINUTES);

        try (Committer committer =
                new Committer(commit, pending, Bounds.DEFAULT.group(), InstantSource.system(), failure -> {})) {
            committer.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !pending.hasReleased());
        }

        assertThat(ledger.view().commits()).isEqualTo(4);
        assertThat(pending.bytes()).isZero();
    }
}
