package dev.windowpane.control.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.counts.Range.Piece;
import dev.windowpane.spec.Resolution;
import dev.windowpane.spec.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RangeTest {
    private static final Instant BEGIN = Instant.parse("2026-10-21T00:00:00Z");
    private static final Duration SIZE = Duration.ofMinutes(5);
    private static final int WINDOWS = 30 * 288;

    private static Range range(int from, int windows) {
        Instant start = BEGIN.plus(SIZE.multipliedBy(from));
        return Range.of(
                start, start.plus(SIZE.multipliedBy(windows)), SIZE, new WindowSpec.Tumbling(SIZE, Duration.ZERO));
    }

    private static long rows(List<Piece> pieces) {
        return pieces.stream()
                .mapToLong(piece -> Duration.between(piece.from(), piece.to())
                        .dividedBy(
                                switch (piece.resolution()) {
                                    case WINDOW -> SIZE;
                                    case HOUR -> Duration.ofHours(1);
                                    case DAY -> Duration.ofDays(1);
                                }))
                .sum();
    }

    @Property(tries = 500)
    void theseRowsAreTheRangeOnceAndNothingElse(
            @ForAll @IntRange(max = WINDOWS - 1) int from, @ForAll @IntRange(min = 1, max = WINDOWS) int windows) {
        Range range = range(from, windows);
        int[] times = new int[3 * WINDOWS];
        for (Piece piece : range.pieces()) {
            for (Instant at = piece.from(); at.isBefore(piece.to()); at = at.plus(SIZE)) {
                times[WINDOWS / 2 + (int) Duration.between(BEGIN, at).dividedBy(SIZE)] += piece.sign();
            }
        }
        for (int window = 0; window < times.length; window++) {
            int inRange = window - WINDOWS / 2 - from;
            assertThat(times[window])
                    .as("window %d of %s", window, range)
                    .isEqualTo(inRange >= 0 && inRange < windows ? 1 : 0);
        }
    }

    @Property(tries = 500)
    void theyAreNoMoreThanTheDaysAndHalfADayAndHalfAnHourAtBothEnds(
            @ForAll @IntRange(max = WINDOWS - 1) int from, @ForAll @IntRange(min = 1, max = WINDOWS) int windows) {
        assertThat(rows(range(from, windows).pieces())).isLessThanOrEqualTo(windows / 288 + 2 + 2 * 12 + 2 * 6);
    }

    @Test
    void mostOfAnHourIsTheHourWithoutTheRest() {
        assertThat(range(12 + 2, 10).pieces())
                .containsExactly(
                        new Piece(Resolution.WINDOW, BEGIN.plusSeconds(3600), BEGIN.plusSeconds(3600 + 600), -1),
                        new Piece(Resolution.HOUR, BEGIN.plusSeconds(3600), BEGIN.plusSeconds(7200), 1));
    }

    @Test
    void aFewHoursAmidADayAreHours() {
        assertThat(range(10 * 12, 4 * 12).pieces())
                .containsExactly(new Piece(
                        Resolution.HOUR, BEGIN.plus(Duration.ofHours(10)), BEGIN.plus(Duration.ofHours(14)), 1));
    }
}
