package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    private void tenSecondsOf(Progress progress) {
        for (int line = 1; line <= 640; line++) {
            now = now.plusMillis(16);
            progress.at(line * 100L, line);
        }
        progress.end();
    }

    @Test
    void isABarOnATerminalThatGoesAwayAtTheEnd() {
        tenSecondsOf(new Progress(64_000, true, () -> now, new PrintWriter(out)));

        assertThat(out.toString())
                .contains("\r[########")
                .contains("50 % 320 lines")
                .endsWith(" \r")
                .doesNotContain("\n");
    }

    @Test
    void isALineNowAndThenElsewhere() {
        tenSecondsOf(new Progress(64_000, false, () -> now, new PrintWriter(out)));

        assertThat(out.toString().lines()).containsExactly("50 %, 320 lines", "100 %, 640 lines");
    }

    @Test
    void knowsNoPercentageOfStandardInput() {
        tenSecondsOf(new Progress(0, false, () -> now, new PrintWriter(out)));

        assertThat(out.toString().lines()).containsExactly("320 lines", "640 lines");
    }
}
