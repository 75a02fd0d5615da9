package dev.windowpane.job.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.traffic.MalformedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The saved corpus: each record has exactly the reason that was written down for it, whenever Kafka got it. */
final class MalformedCorpusTest {
    @ParameterizedTest
    @ValueSource(strings = {"2002-01-01T00:00:00Z", "2026-11-20T10:00:00Z", "2098-12-31T00:00:00Z"})
    void eachRecordHasItsReason(Instant recordTime) {
        HitParser parser = TestHits.parser();
        List<MalformedRecord> corpus = MalformedRecord.corpus();
        List<String> wrong = new ArrayList<>();

        for (int line = 0; line < corpus.size(); line++) {
            MalformedRecord record = corpus.get(line);
            byte[] value = record.value().orElse(null);
            byte[] before = value == null ? null : value.clone();
            String seen = TestHits.text(parser.parse(0, line, recordTime.toEpochMilli(), value));
            if (!seen.equals(record.reason()) || !Arrays.equals(value, before)) {
                wrong.add("line %d: %s, but %s".formatted(line + 1, record.reason(), seen));
            }
        }

        assertThat(wrong).isEmpty();
    }
}
