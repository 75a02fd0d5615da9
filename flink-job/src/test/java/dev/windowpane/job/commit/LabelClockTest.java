package dev.windowpane.job.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.WindowSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Out of order by 15 s, idle after 30 s, windows of five minutes. */
final class LabelClockTest {
    private static final long TEN = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

    private final LabelClock clock = new LabelClock(WindowSpec.fiveMinutes(), EventTime.DEFAULT, TEN);

    @Test
    void saysNothingBeforeTheFirstHit() {
        assertThat(clock.next(TEN + 3_600_000, false)).isEqualTo(Delta.NONE);
    }

    @Test
    void followsTheHitsWhileTheyCome() {
        clock.hit(TEN, TEN);
        clock.watermark(TEN - 15_001, TEN);

        assertThat(clock.next(TEN, true)).isEqualTo(TEN - 15_000);
        assertThat(clock.next(TEN, true)).isEqualTo(Delta.NONE);
    }

    @Test
    void goesOnByTheWallClockWhenQuiet() {
        clock.hit(TEN, TEN);

        assertThat(clock.next(TEN + 29_999, false)).isEqualTo(Delta.NONE);
        assertThat(clock.next(TEN + 30_000, false)).isEqualTo(TEN + 15_000);
    }

    @Test
    void goesOnAfterARestartWithoutANewHit() {
        clock.counted(TEN - 60_000);

        assertThat(clock.next(TEN + 30_000, false)).isEqualTo(TEN + 15_000);
    }

    @Test
    void doesNotCommitEverySecondForEver() {
        clock.hit(TEN, TEN);
        long now = TEN + 31_000;
        int written = 0;
        for (int second = 0; second < 300; second++) {
            written += clock.next(now + second * 1000L, false) == Delta.NONE ? 0 : 1;
        }

        assertThat(written).isBetween(60, 62);
    }

    @Test
    void writesTheLabelThatMakesAWindowFinalAtOnce() {
        clock.hit(TEN, TEN);
        clock.watermark(TEN + 299_000, TEN);
        assertThat(clock.next(TEN, false)).isEqualTo(TEN + 299_001);

        clock.watermark(TEN + 299_999, TEN);
        assertThat(clock.next(TEN, false)).isEqualTo(TEN + 300_000);
    }

    @Test
    void neverGoesBack() {
        clock.hit(TEN, TEN);
        clock.watermark(TEN + 600_000, TEN + 600_000);
        assertThat(clock.next(TEN, true)).isEqualTo(TEN + 600_001);

        clock.watermark(TEN, TEN);
        assertThat(clock.next(TEN + 40_000, true)).isEqualTo(Delta.NONE);
    }

    @Test
    void doesNotFollowAHitFromTheFuture() {
        clock.hit(TEN, TEN);
        clock.watermark(Instant.parse("2099-01-01T00:00:00Z").toEpochMilli(), TEN);

        assertThat(clock.next(TEN, true)).isEqualTo(TEN + 300_000);
    }

    @Test
    void theEndOfABoundedTopicClosesItsLastWindow() {
        clock.hit(TEN + 1, TEN);
        clock.watermark(Long.MAX_VALUE, TEN);

        assertThat(clock.next(TEN, false)).isEqualTo(TEN + 300_000);
    }

    @Test
    void theEndOfABoundedTopicClosesTheWindowsThatAnEarlierLaunchHasCounted() {
        clock.watermark(Long.MAX_VALUE, TEN);
        clock.counted(TEN + 1);

        assertThat(clock.next(TEN, false)).isEqualTo(TEN + 300_000);
    }
}
