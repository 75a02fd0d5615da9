package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.parse("2015-05-17T10:05:00Z");

    private final List<Duration> waited = new ArrayList<>();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private Pace pace(double speed) {
        return new Pace(speed, clock, duration -> {
            waited.add(duration);
            return false;
        });
    }

    @Test
    void aHitIsDueAtAMultipleOfRealTimeAfterTheFirst() {
        Pace pace = pace(4);

        pace.await(START);
        pace.await(START.plusSeconds(8));
        pace.await(START.plusSeconds(60));

        assertThat(waited).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    @Test
    void anOlderHitIsDueAtOnce() {
        Pace pace = pace(1);

        pace.await(START);
        pace.await(START.minusSeconds(59));

        assertThat(waited).isEmpty();
    }

    @Test
    void withoutALimitNothingWaits() {
        Pace pace = pace(Double.POSITIVE_INFINITY);

        pace.await(START);
        pace.await(START.plusSeconds(1_000));

        assertThat(waited).isEmpty();
    }

    @Test
    void aSpeedThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> pace(0)).hasMessage("speed must be more than 0, but is 0.0");
    }
}
