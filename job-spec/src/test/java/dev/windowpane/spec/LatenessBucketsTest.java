package dev.windowpane.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LatenessBucketsTest {
    private static final long END = 1_767_262_200;

    private final LatenessBuckets buckets = LatenessBuckets.of(EventTime.DEFAULT);

    @Test
    void hitsBeforeTheNewestPassesTheirWindowsEndAreNotNoted() {
        assertThat(buckets.bucket((END - 15) * 1000 - 1, END)).isEmpty();
        assertThat(buckets.bucket((END - 15) * 1000, END)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void theBucketIsTheGreatestBoundThatWasReached() {
        assertThat(buckets.bucket((END - 15 + 4) * 1000, END)).isEqualTo(OptionalLong.of(3));
        assertThat(buckets.bucket((END - 15 + 44) * 1000 + 999, END)).isEqualTo(OptionalLong.of(30));
        assertThat(buckets.bucket((END - 15 + 45) * 1000, END)).isEqualTo(OptionalLong.of(45));
        assertThat(buckets.bucket((END + 40_000_000) * 1000, END)).isEqualTo(OptionalLong.of(604_800));
    }

    @Test
    void theJobsOwnOutOfOrdernessIsABound() {
        assertThat(buckets.bounds()).hasSize(24).startsWith(0L, 1L, 2L).endsWith(604_800L);
        assertThat(outOfOrder("PT17S").bounds()).hasSize(25).contains(17L);
    }

    @Test
    void theBucketsFromTheJobsOwnOnHoldExactlyTheLateHits() {
        for (String own : new String[] {"PT0S", "PT0.5S", "PT15S", "PT17S", "PT1M1.001S"}) {
            LatenessBuckets some = outOfOrder(own);
            long bound = (long) Math.ceil(Duration.parse(own).toMillis() / 1000.0);
            for (long watermark = END * 1000 - 2_000; watermark < END * 1000 + 2_000; watermark += 250) {
                boolean late = END * 1000 <= watermark;
                assertThat(some.bucket(watermark, END).orElse(-1) >= bound)
                        .as("%s at %d", own, watermark - END * 1000)
                        .isEqualTo(late);
            }
        }
    }

    @Test
    void timesBeforeTheEpochAreRoundedAlike() {
        assertThat(buckets.bucket(-15_001, 0)).isEmpty();
        assertThat(buckets.bucket(-14_999, 0)).isEqualTo(OptionalLong.of(0));
    }

    private static LatenessBuckets outOfOrder(String duration) {
        return LatenessBuckets.of(EventTime.of(null, null, Duration.parse(duration), null, null, null));
    }
}
