package dev.windowpane.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.benchmark.Mix.Question;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:05:00Z");

    private static List<Question> questions(boolean anyRange) {
        Mix mix = new Mix("bench", 1000, NOW, new Random(1), anyRange);
        return Stream.generate(mix::next).limit(2000).toList();
    }

    @Test
    void asksWhatDashboardsAndProgramsAsk() {
        assertThat(questions(false).stream().map(Question::kind).distinct()).hasSize(12);
        assertThat(questions(true)).allMatch(question -> question.kind().startsWith("any: "));
    }

    @Test
    void asksForTheSameOfTheSameSeed() {
        assertThat(questions(false)).isEqualTo(questions(false));
    }

    @Test
    void programsHardlyAskForTheSameTwice() {
        assertThat(questions(true).stream().map(Question::path).distinct().count())
                .isGreaterThan(1500);
    }

    @Test
    void everyPathIsAUriAndNoRangeGoesBeyondTheNewestWindow() {
        assertThat(questions(false)).allSatisfy(question -> {
            assertThat(URI.create(question.path()).getPath()).startsWith("/api/");
            assertThat(question.path()).doesNotContainPattern("to=2026-11-20T1[2-9]:(0[6-9]|[1-5])");
        });
    }
}
