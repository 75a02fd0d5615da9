package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.TestDeltas;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OffsetChainTest {
    private static final String TIME = "2026-01-01T10:00:00Z";
    private static final long MILLIS = Instant.parse(TIME).toEpochMilli();

    private final OffsetChain chain = new OffsetChain(Map.of(0, 10L));

    @Test
    void theFirstRangeBeginsWhereThePartitionStartsNotAtItsFirstRecord() {
        Delta delta = TestDeltas.of(hit(0, 13, TIME, "a", "b"));

        chain.link(delta);

        assertThat(delta.ranges()).containsExactly(new OffsetRange(0, OffsetRange.Link.CHAINED, 10, 14, 1, 0, MILLIS));
        assertThat(chain.ends()).containsExactly(Map.entry(0, 14L));
    }

    @Test
    void aPartitionWithoutAStartIsFresh() {
        Delta delta = TestDeltas.of(hit(5, 3, TIME, "a", "b"));

        chain.link(delta);

        assertThat(delta.ranges()).containsExactly(new OffsetRange(5, OffsetRange.Link.FRESH, 3, 4, 1, 0, MILLIS));
    }

    @Test
    void refusesToReadTwice() {
        Delta delta = TestDeltas.of(hit(0, 9, TIME, "a", "b"));

        assertThatThrownBy(() -> chain.link(delta))
                .isInstanceOf(InconsistentProgressException.class)
                .hasMessageContaining("partition 0 was read from offset 9, but had been read to 10");
    }
}
