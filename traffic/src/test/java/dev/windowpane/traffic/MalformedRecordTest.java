package dev.windowpane.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MalformedRecordTest {
    private final List<MalformedRecord> corpus = MalformedRecord.corpus();

    @Test
    void hasAtLeastThreeHundredDifferentRecordsAndAllReasons() {
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(300);
        assertThat(corpus.stream().flatMap(record -> record.value().stream()).map(ByteBuffer::wrap))
                .doesNotHaveDuplicates();
        assertThat(new HashSet<>(corpus.stream().map(MalformedRecord::reason).toList()))
                .containsExactlyInAnyOrder(
                        "EMPTY",
                        "TOO_LARGE",
                        "NOT_JSON",
                        "NOT_AN_OBJECT",
                        "NO_HOST",
                        "INVALID_TEXT",
                        "NO_TIME",
                        "BAD_TIME",
                        "TOO_FAR_IN_FUTURE",
                        "TOO_OLD");
    }

    @Test
    void beginsWithATombstoneAndKnowsRepeatedPieces() {
        assertThat(corpus.get(0).value()).isEmpty();
        assertThat(corpus.stream()
                        .filter(record -> record.reason().equals("TOO_LARGE"))
                        .allMatch(record -> record.value()
                                .filter(bytes -> bytes.length > 262_144)
                                .isPresent()))
                .isTrue();
    }
}
