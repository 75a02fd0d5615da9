package dev.windowpane.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.control.problem.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleRangeTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration APART = Duration.ofSeconds(10);

    private static SampleRange range(Duration length, Optional<Duration> step) {
        return SampleRange.of(NOON.plusSeconds(3), NOON.plusSeconds(3).plus(length), step, APART);
    }

    @Test
    void isWidenedToWholeSteps() {
        SampleRange range = range(Duration.ofSeconds(20), Optional.of(APART));
        assertThat(range.from()).isEqualTo(NOON);
        assertThat(range.to()).isEqualTo(NOON.plusSeconds(30));
        assertThat(range.steps()).isEqualTo(3);
    }

    @Test
    void choosesAStepThatSuitsAChartAndIsNotShorterThanSamplesAreApart() {
        assertThat(range(Duration.ofMinutes(1), Optional.empty()).step()).isEqualTo(APART);
        assertThat(range(Duration.ofHours(1), Optional.empty()).step()).isEqualTo(APART);
        assertThat(range(Duration.ofHours(2), Optional.empty()).step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(range(Duration.ofDays(1), Optional.empty()).step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(range(Duration.ofDays(300), Optional.empty()).step()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void hasAtMostAThousandSteps() {
        assertThat(range(Duration.ofSeconds(9990), Optional.of(APART)).steps()).isEqualTo(1000);
        assertThatThrownBy(() -> range(Duration.ofSeconds(10_000), Optional.of(APART)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1001 steps of PT10S, but at most 1000");
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatThrownBy(() -> SampleRange.of(NOON, NOON, Optional.empty(), APART))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> range(Duration.ofHours(1), Optional.of(Duration.ofMillis(1500))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("whole seconds");
        assertThatThrownBy(() -> range(Duration.ofHours(1), Optional.of(Duration.ZERO)))
                .isInstanceOf(InvalidRequestException.class);
    }
}
