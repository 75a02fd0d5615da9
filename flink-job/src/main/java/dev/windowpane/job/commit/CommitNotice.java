package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.time.Instant;
import java.util.LongSummaryStatistics;

/** What listeners on {@code windowpane_commit} are told: the job's labels and which windows have changed, as JSON. */
record CommitNotice(int job, long watermark, long newest, LongSummaryStatistics windows, long windowSize) {
    String toJson() {
        boolean none = windows.getCount() == 0;
        return "{\"job\":%d,\"watermark\":%s,\"newestHit\":%s,\"windows\":{\"from\":%s,\"to\":%s}}"
                .formatted(
                        job,
                        instant(watermark),
                        instant(newest),
                        none ? "null" : instant(windows.getMin() * 1000),
                        none ? "null" : instant((windows.getMax() + windowSize) * 1000));
    }

    private static String instant(long millis) {
        return millis == Delta.NONE ? "null" : "\"" + Instant.ofEpochMilli(millis) + "\"";
    }
}
