package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.spec.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
    private static final String TEN = "2026-01-01T10:00:00Z";

    private final MemoryLedger ledger = new MemoryLedger();
    private final OffsetChain chain = new OffsetChain(Map.of());
    private long offset;

    @Test
    void rowsOfAnotherCommitterCountAgainstTheLimits() throws Exception {
        CommitRules rules = TestRules.limited(new Limits(4, 4));
        GroupCommit frozen = new GroupCommit(ledger.open(1), rules);
        GroupCommit other = new GroupCommit(ledger.open(1), rules);
        frozen.commit(List.of(delta("a")));
        other.commit(List.of(delta("b", "c", "d")));

        frozen.commit(List.of(delta("e", "f")));

        assertThat(ledger.view().byHost().keySet())
                .extracting(key -> key.split(" ", 2)[1].strip())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "(other)");
        assertThat(ledger.view().isBalanced()).isTrue();
    }

    private Delta delta(String... hosts) {
        Delta delta = TestDeltas.of(Arrays.stream(hosts)
                .map(host -> hit(0, offset++, TEN, host, "x"))
                .toArray(Parsed[]::new));
        chain.link(delta);
        return delta;
    }
}
