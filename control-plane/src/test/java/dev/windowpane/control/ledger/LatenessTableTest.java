package dev.windowpane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.ledger.Lateness.LatenessOption;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTableTest {
    private static final long HITS = 10_000;
    private final LatenessTable table =
            new LatenessTable(Duration.ofSeconds(15), List.of(0L, 15L, 30L, 60L, 3600L, 7200L));

    private static NavigableMap<Long, Long> late(String buckets) {
        TreeMap<Long, Long> late = new TreeMap<>();
        for (String bucket : buckets.strip().split(" ", -1)) {
            String[] parts = bucket.split(":", -1);
            late.put(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
        return late;
    }

    @Test
    void anOptionIsCorrectedByAllHitsThatWereAtLeastSoLate() {
        List<LatenessOption> options = table.options(HITS, late("0:100 15:29 30:2 7200:1"));

        assertThat(options)
                .containsExactly(
                        option(0, 132, -15),
                        option(15, 32, 0),
                        option(30, 3, 15),
                        option(60, 1, 45),
                        option(3600, 1, 3585));
    }

    private static LatenessOption option(long seconds, long correcting, long later) {
        return new LatenessOption(
                Duration.ofSeconds(seconds), correcting, (double) correcting / HITS, Duration.ofSeconds(later));
    }

    @Test
    void thePresentChoiceTellsHitsApartWhateverItIs() {
        LatenessTable odd = new LatenessTable(Duration.ofSeconds(17), List.of(0L, 15L, 17L, 30L));

        assertThat(odd.options(HITS, late("0:1 17:2 30:3")))
                .extracting(LatenessOption::correcting)
                .containsExactly(6L, 5L, 5L, 3L);
    }

    @Test
    void aShareIsNeverMoreThanAll() {
        assertThat(table.options(1, late("0:5")).getFirst().share()).isEqualTo(1);
        assertThat(table.options(0, new TreeMap<>()).getFirst().share()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10000 | 0:100 15:29 30:2    | at 15 s of out-of-orderness 0.31 % of the hits correct a FINAL window, at 30 s 0.02 %, and windows become FINAL 15 s later
                    10000 | 0:100               | at 15 s of out-of-orderness 0 % of the hits correct a FINAL window
                    10000 | 15:5 30:5 60:5      | at 15 s of out-of-orderness 0.15 % of the hits correct a FINAL window, at 60 min 0 %, and windows become FINAL 3585 s later
                    9000000 | 15:1              | at 15 s of out-of-orderness <0.01 % of the hits correct a FINAL window, at 30 s 0 %, and windows become FINAL 15 s later
                    0     | 0:0                 | no hit has been counted yet, so nothing is known about late ones
                    """)
    void saysInASentenceWhatAnotherChoiceWouldCost(long hits, String buckets, String sentence) {
        assertThat(table.sentence(hits, table.options(hits, late(buckets)))).isEqualTo(sentence);
    }

    @Test
    void saysThatLessWouldDo() {
        LatenessTable table = new LatenessTable(Duration.ofMinutes(1), List.of(0L, 15L, 30L, 60L));

        assertThat(table.sentence(HITS, table.options(HITS, late("0:100 15:2"))))
                .isEqualTo("at 60 s of out-of-orderness 0 % of the hits correct a FINAL window, at 30 s 0 %, "
                        + "and windows become FINAL 30 s earlier");
    }
}
