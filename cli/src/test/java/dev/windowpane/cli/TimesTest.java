package dev.windowpane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimesTest {
    /** Half past midnight in Berlin, on the day after summer time began. */
    private static final Times BERLIN = new Times(Instant.parse("2026-03-29T22:30:00Z"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5+01:00, 2026-01-31T11:00:00.5Z",
        "2026-01-31, 2026-01-30T23:00:00Z",
        "now, 2026-03-29T22:30:00Z",
        "today, 2026-03-29T22:00:00Z",
        "yesterday, 2026-03-28T23:00:00Z",
        "-24h, 2026-03-28T22:30:00Z",
        "-90s, 2026-03-29T22:28:30Z",
        "-7d, 2026-03-22T22:30:00Z",
        "-PT1M, 2026-03-29T22:29:00Z"
    })
    void understands(String text, Instant expected) {
        assertThat(BERLIN.instant(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-5", "2026-02-30", "12:00", "2026-01-31T12:00", "--1h", "- 1h"})
    void refuses(String text) {
        assertThatThrownBy(() -> BERLIN.instant(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no time; write");
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "5m, PT5M", "24h, PT24H", "7d, PT168H", "PT0.5S, PT0.5S"})
    void understandsDurations(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "PT-5M", "5 m", "1w"})
    void refusesDurations(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(TypeConversionException.class);
    }
}
