package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.InProcessFlink;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.spec.ClusterName;
import jakarta.ws.rs.ProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LooksTest {
    private static final ClusterName EAST = new ClusterName("east");
    private static final List<ClusterName> BOTH = List.of(ClusterName.DEFAULT, EAST);

    private final FakeFlink home = new FakeFlink();
    private final FakeFlink east = new FakeFlink();
    private final CountDownLatch late = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    private Looks looks(Duration patience) {
        return new Looks(
                InProcessFlink.clusters(name -> name.equals(EAST) ? east : home, Instance.config(Path.of("unused"))),
                patience);
    }

    @Test
    void asksEveryCluster() {
        east.addStray("1", "x");

        Map<ClusterName, ClusterView> views = looks(Duration.ofMinutes(1)).look(BOTH, late::countDown);

        assertThat(views.get(ClusterName.DEFAULT)).isEqualTo(new ClusterView.Reachable(List.of()));
        assertThat(views.get(EAST))
                .isInstanceOfSatisfying(
                        ClusterView.Reachable.class,
                        view -> assertThat(view.jobs()).hasSize(1));
    }

    @Test
    @Timeout(60)
    void goesOnWithoutTheOneThatTakesLongAndHearsOfItsAnswer() throws InterruptedException {
        east.before("overview", this::hold);
        Looks looks = looks(Duration.ofSeconds(1));

        Map<ClusterName, ClusterView> first = looks.look(BOTH, late::countDown);
        mayAnswer.countDown();

        assertThat(first).doesNotContainKey(EAST);
        assertThat(late.await(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(looks.look(BOTH, () -> {})).containsKey(EAST));
    }

    @Test
    @Timeout(60)
    void waitsForNoneThatWasUnreachable() {
        east.before("overview", () -> {
            throw new ProcessingException("connection refused");
        });
        Looks looks = looks(Duration.ofMinutes(10));
        assertThat(looks.look(BOTH, () -> {}).get(EAST)).isInstanceOf(ClusterView.Unreachable.class);
        east.before("overview", this::hold);

        // In vain for ten minutes if it did wait
        Map<ClusterName, ClusterView> views = looks.look(BOTH, () -> {});

        assertThat(views).containsOnlyKeys(ClusterName.DEFAULT);
        mayAnswer.countDown();
    }

    private void hold() {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
