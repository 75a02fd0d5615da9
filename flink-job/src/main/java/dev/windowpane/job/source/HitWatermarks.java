package dev.windowpane.job.source;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.EventTime;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How far time has come in a partition: the newest hit less the out-of-orderness. Only hits count: dead letters neither move time nor
 * keep a partition from going idle (Flink's own {@code withIdleness} would let garbage hold every window open).
 */
public record HitWatermarks(Duration outOfOrderness, Duration idleTimeout) implements WatermarkStrategy<Parsed> {
    private static final long serialVersionUID = 1L;

    public static HitWatermarks of(EventTime rules) {
        return new HitWatermarks(rules.outOfOrderness(), rules.idleTimeout());
    }

    @Override
    public TimestampAssigner<Parsed> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (parsed, kafkaTime) -> parsed instanceof Parsed.Hit hit ? hit.time() : kafkaTime;
    }

    @Override
    public WatermarkGenerator<Parsed> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Generator(outOfOrderness.toMillis(), idleTimeout.toNanos(), context.getInputActivityClock());
    }

    private static final class Generator implements WatermarkGenerator<Parsed> {
        private final long outOfOrderness;
        private final long idleTimeout;
        /** Stands still while the partition is held back by what is downstream: that is not idleness. */
        private final RelativeClock clock;

        private long newest;
        private long lastHit;
        private boolean hitSincePeriod;
        private boolean idle;

        Generator(long outOfOrderness, long idleTimeout, RelativeClock clock) {
            this.outOfOrderness = outOfOrderness;
            this.idleTimeout = idleTimeout;
            this.clock = clock;
            newest = Long.MIN_VALUE + outOfOrderness + 1;
            lastHit = clock.relativeTimeNanos();
        }

        @Override
        public void onEvent(Parsed parsed, long time, WatermarkOutput output) {
            if (parsed instanceof Parsed.Hit hit) {
                hitSincePeriod = true;
                newest = Math.max(newest, hit.time());
                if (idle) {
                    idle = false;
                    output.markActive();
                }
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            long now = clock.relativeTimeNanos();
            if (hitSincePeriod) {
                hitSincePeriod = false;
                lastHit = now;
            }
            if (now - lastHit >= idleTimeout) {
                idle = true;
                output.markIdle();
            } else {
                output.emitWatermark(new Watermark(newest - outOfOrderness - 1));
            }
        }
    }
}
