package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.WindowSpec;

/**
 * Decides how far time has come: by the hits' own times, and where no hit comes any more by the wall clock, so that the last window
 * becomes FINAL without traffic. What the wall clock has closed too early (Kafka was away, not quiet) is counted as late and makes
 * the window CORRECTED: a label can be wrong for a while, a count never. All times are in milliseconds since the epoch.
 */
final class LabelClock {
    /** A label that makes no window FINAL is written only this much later than the last one. */
    private static final long STEP = 5_000;

    private final WindowSpec window;
    private final long outOfOrderness;
    private final long idleTimeout;
    private final long furthestFuture;

    private long lastHit;
    private long newest = Delta.NONE;
    private long label = Delta.NONE;
    private long written = Delta.NONE;
    private boolean ended;

    LabelClock(WindowSpec window, EventTime rules, long now) {
        this.window = window;
        outOfOrderness = rules.outOfOrderness().toMillis();
        idleTimeout = rules.idleTimeout().toMillis();
        furthestFuture = rules.furthestFuture().toMillis();
        lastHit = now;
    }

    void hit(long time, long now) {
        newest = Math.max(newest, time);
        lastHit = now;
    }

    /** @param newestBefore the newest hit in the ledger, which an earlier attempt or launch may have counted */
    void counted(long newestBefore) {
        newest = Math.max(newest, newestBefore);
    }

    /**
     * A hit that a producer with a wrong clock has dated 2099 is counted there, but must not make all until then FINAL: the label, which
     * never goes back, stays near the wall clock.
     *
     * @param watermark Flink's: no hit at or before it is expected, which is one less than a label
     */
    void watermark(long watermark, long now) {
        if (watermark == Long.MIN_VALUE) {
            return;
        }
        if (watermark != Long.MAX_VALUE) {
            label = Math.max(label, Math.min(watermark + 1, now + furthestFuture));
        } else {
            ended = true;
        }
    }

    /**
     * @param withCounts whether a commit will be made anyway
     * @return the label to write, or {@link Delta#NONE} where it is not worth a commit
     */
    long next(long now, boolean withCounts) {
        if (ended && newest != Delta.NONE) {
            label = Math.max(label, (windowOf(newest) + window.size().toSeconds()) * 1000);
        }
        if (newest != Delta.NONE && now - lastHit >= idleTimeout) {
            label = Math.max(label, now - outOfOrderness);
        }
        if (label == written) {
            return Delta.NONE;
        }
        boolean due =
                withCounts || written == Delta.NONE || label - written >= STEP || windowOf(label) != windowOf(written);
        if (!due) {
            return Delta.NONE;
        }
        written = label;
        return label;
    }

    private long windowOf(long time) {
        return window.startOf(Math.floorDiv(time, 1000L));
    }
}
