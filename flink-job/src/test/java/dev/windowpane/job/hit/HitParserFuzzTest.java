package dev.windowpane.job.hit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;

/** Runs the saved inputs; with {@code JAZZER_FUZZ=1} it looks for new ones, guided by the branches of the parser. */
final class HitParserFuzzTest {
    private static final long NOW = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

    private final HitParser parser = TestHits.parser();

    @FuzzTest(maxDuration = "1m")
    void seesWhatJacksonSees(byte[] value) {
        String seen = TestHits.text(parser.parse(0, 0, NOW, value));

        assertThat(seen).isEqualTo(JacksonOracle.read(value, NOW));
    }
}
