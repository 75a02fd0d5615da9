package dev.windowpane.control.explain;

import static dev.windowpane.control.explain.Situation.NOW;
import static dev.windowpane.control.explain.Situation.partition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.explain.Look.Partition;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final JobSpec SPEC = JobSpecJson.parse(
            "{\"name\":\"shop\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"}}");

    private final History history = new History(Duration.ofSeconds(5));

    private static Look look(int second, long read, Partition... partitions) {
        Instant at = NOW.plusSeconds(second);
        List<Partition> all = partitions.length > 0 ? List.of(partitions) : List.of(partition(0, read, 0, at, at));
        return new Look(
                at, Optional.of(at), Optional.of(at), Optional.of(at), Optional.empty(), all, Map.of(), Map.of());
    }

    private static Look heldLook(int second, int behind) {
        Instant at = NOW.plusSeconds(second);
        return look(second, 2, partition(0, 1, 0, at, at), partition(1, 1, 0, at.minusSeconds(behind), at));
    }

    @Test
    void comparesWithTheLookOfAMinuteAgo() {
        assertThat(history.before()).isEmpty();
        for (int second = 0; second <= 600; second += 5) {
            history.add(look(second, second));
        }
        assertThat(history.newest().orElseThrow().read()).isEqualTo(600);
        assertThat(history.before().orElseThrow().read()).isEqualTo(540);
    }

    @Test
    void comparesWithTheOldestWhileThereIsNoneOfAMinuteAgo() {
        history.add(look(0, 1));
        history.add(look(1, 2));
        assertThat(history.before()).as("too near to tell a speed").isEmpty();
        history.add(look(20, 3));
        assertThat(history.before().orElseThrow().read()).isEqualTo(1);
    }

    @Test
    void manyQuestionsDoNotPushOutOldLooks() {
        for (int i = 0; i < 1000; i++) {
            history.add(look(i / 10, i));
        }
        assertThat(history.newest().orElseThrow().read()).isEqualTo(999);
        assertThat(history.before().orElseThrow().asOf()).isEqualTo(NOW.plusSeconds(35));
    }

    @Test
    void forgetsWhatWasBeforeCountsWentBack() {
        history.add(look(0, 100));
        history.add(look(20, 50));
        assertThat(history.before()).isEmpty();
    }

    @Test
    void knowsSinceWhenTheSamePartitionIsBehind() {
        history.add(heldLook(0, 5));
        assertThat(history.heldSince(SPEC)).isEmpty();
        history.add(heldLook(5, 60));
        history.add(heldLook(10, 61));
        history.add(heldLook(11, 62));
        assertThat(history.heldSince(SPEC)).hasValue(NOW.plusSeconds(5));
        history.add(heldLook(15, 5));
        assertThat(history.heldSince(SPEC)).isEmpty();
    }
}
