package dev.windowpane.spec;

import java.time.Duration;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * How finely it is noted how late hits were: each bucket holds the hits that came at least its bound, and less than the next, after
 * the newest hit known by then had passed their window's end. With an out-of-orderness of {@code o} the hits of all buckets from
 * {@code o} on would have corrected a FINAL window.
 */
public final class LatenessBuckets {
    private static final long[] ALWAYS = {
        0, 1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
        604_800
    };

    private final NavigableSet<Long> bounds;
    private final long outOfOrderness;

    private LatenessBuckets(long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
        bounds = new TreeSet<>();
        LongStream.concat(LongStream.of(ALWAYS), LongStream.of(outOfOrderness)).forEach(bounds::add);
    }

    /** The bounds of a job: the job's own out-of-orderness is one of them, rounded up to a second. */
    public static LatenessBuckets of(EventTime rules) {
        Duration own = rules.outOfOrderness();
        return new LatenessBuckets(own.toSeconds() + (own.toNanosPart() == 0 ? 0 : 1));
    }

    /** In seconds, ascending. */
    public Collection<Long> bounds() {
        return new TreeSet<>(bounds);
    }

    /**
     * The bound of the bucket that hits belong to which are added now, in seconds; none if they are early enough for any setting.
     *
     * @param watermark as readers see it, in milliseconds since the epoch: the newest hit less the job's out-of-orderness
     * @param windowEnd in seconds since the epoch
     */
    public OptionalLong bucket(long watermark, long windowEnd) {
        Long bound = bounds.floor(Math.floorDiv(watermark, 1000L) - windowEnd + outOfOrderness);
        return bound == null ? OptionalLong.empty() : OptionalLong.of(bound);
    }
}
