package dev.windowpane.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Holds a replay back to a multiple of real time. A hit that is older than one before it is due at once. */
final class Pace {
    private final double speed;
    private final InstantSource clock;
    private final Pause pause;
    private @Nullable Duration ahead;

    /** @param speed 2 is twice as fast as it was; infinity does not wait */
    Pace(double speed, InstantSource clock, Pause pause) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be more than 0, but is " + speed);
        }
        this.speed = speed;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns when a hit of this time is due. The first one is due at once. */
    void await(Instant time) {
        if (Double.isInfinite(speed)) {
            return;
        }
        Instant now = clock.instant();
        Duration elapsedInLog = Duration.ofMillis(Math.round(time.toEpochMilli() / speed));
        if (ahead == null) {
            ahead = Duration.between(Instant.EPOCH.plus(elapsedInLog), now);
        }
        Instant due = Instant.EPOCH.plus(elapsedInLog).plus(ahead);
        if (due.isAfter(now)) {
            pause.forAtMost(Duration.between(now, due));
        }
    }
}
