package dev.windowpane.job.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KeyLimitsTest {
    private final Rows rows = new Rows();
    private final KeyLimits limits = new KeyLimits(TestRules.limited(new Limits(3, 2)));

    @Test
    void aKeyThatHasARowKeepsIt() throws Exception {
        rows.have(300, "a", "b", "c");

        assertThat(apply("300 a x 1", "300 c x 1", "300 d x 5")).isEqualTo("300 (other) x 5\n300 a x 1\n300 c x 1");
    }

    @Test
    void amongNewKeysThoseWithMostHitsGoFirst() throws Exception {
        rows.have(300, "a");

        assertThat(apply("300 b x 1", "300 c x 3", "300 d x 2", "300 e x 2"))
                .isEqualTo("300 (other) x 3\n300 c x 3\n300 d x 2");
    }

    @Test
    void eachWindowHasItsOwn() throws Exception {
        rows.have(300, "a", "b", "c");

        assertThat(apply("300 d x 1", "600 d x 1")).isEqualTo("300 (other) x 1\n600 d x 1");
    }

    @Test
    void theReferrersOfOtherHostsAreLimitedToo() throws Exception {
        rows.have(300, "a", "b", "c");

        assertThat(apply("300 d 1 3", "300 e 2 2", "300 f 3 1"))
                .isEqualTo("300 (other) (other) 1\n300 (other) 1 3\n300 (other) 2 2");
    }

    @Test
    void aKeyNamedOtherTakesNoPlace() throws Exception {
        assertThat(apply("300 (other) x 1", "300 a x 1", "300 b x 1", "300 c x 1"))
                .isEqualTo("300 (other) x 1\n300 a x 1\n300 b x 1\n300 c x 1");
    }

    @Test
    void asksOnlyWhereTheLimitMayBeReached() throws Exception {
        apply("300 a x 1", "300 b x 1");
        assertThat(rows.counted).isEqualTo(3);

        apply("300 a x 1");
        assertThat(rows.counted).isEqualTo(3);
        assertThat(rows.looked).isZero();

        apply("300 a x 1");
        assertThat(rows.counted).isEqualTo(5);
    }

    @Test
    void doesNotCountTheRowsOfAFullWindowAgain() throws Exception {
        rows.have(300, "a", "b", "c");
        apply("300 d x 1");
        int counted = rows.counted;

        assertThat(apply("300 e x 1", "300 a x 1")).isEqualTo("300 (other) x 1\n300 a x 1");
        assertThat(rows.counted - counted).as("only the referrers of a").isEqualTo(1);
    }

    @Test
    void learnsAnewWhatOthersAdded() throws Exception {
        apply("300 a x 1");
        rows.have(300, "b", "c", "d");

        limits.forget();

        assertThat(apply("300 e x 1")).isEqualTo("300 (other) x 1");
    }

    @Test
    void aLimitThatWasLoweredTakesNoRowsAway() throws Exception {
        rows.have(300, "a", "b", "c", "d", "e");

        assertThat(apply("300 e x 1", "300 f x 1")).isEqualTo("300 (other) x 1\n300 e x 1");
    }

    @Test
    void remembersABoundedNumberOfGroups() throws Exception {
        KeyCap cap = new KeyCap(CountTable.HITS_BY_HOST, 3);
        for (int i = 0; i <= KeyCap.KNOWN; i++) {
            cap.refused(Map.of(new KeyGroup(i, ""), Map.of("a", 1L)), rows);
        }
        int counted = rows.counted;

        cap.refused(Map.of(new KeyGroup(KeyCap.KNOWN, ""), Map.of("a", 1L)), rows);
        assertThat(rows.counted).isEqualTo(counted);
        cap.refused(Map.of(new KeyGroup(0, ""), Map.of("a", 1L)), rows);
        assertThat(rows.counted).isEqualTo(counted + 1);
    }

    @Test
    void fillsMoreGroupsInOneCommitThanAreRemembered() throws Exception {
        KeyCap cap = new KeyCap(CountTable.HITS_BY_HOST, 2);
        Map<String, Long> hits = Map.of("a", 3L, "b", 2L, "c", 1L);
        KeyGroup full = new KeyGroup(-1, "");
        rows.have(-1, "x", "y");
        cap.refused(Map.of(full, hits), rows);
        rows.counted = 0;
        Map<KeyGroup, Map<String, Long>> wanted = new LinkedHashMap<>(Map.of(full, hits));
        for (int i = 0; i < KeyCap.KNOWN + 10; i++) {
            wanted.put(new KeyGroup(i, ""), hits);
        }

        Map<KeyGroup, Set<String>> refused = cap.refused(wanted, rows);

        assertThat(rows.counted).as("all but the full one").isEqualTo(KeyCap.KNOWN + 10);
        assertThat(refused.remove(full)).isEqualTo(hits.keySet());
        assertThat(refused).hasSize(KeyCap.KNOWN + 10);
        assertThat(Set.copyOf(refused.values())).containsExactly(Set.of("c"));
    }

    /** Each line: window, host, referrer, hits. Adds what came out, as the commit does. */
    private String apply(String... lines) throws LedgerUnavailableException {
        KeyCounts counts = new KeyCounts();
        for (String line : lines) {
            String[] parts = line.split(" ", 4);
            counts.add(Long.parseLong(parts[0]), parts[1], parts[2], Long.parseLong(parts[3]));
        }
        limits.apply(counts, rows);
        StringBuilder left = new StringBuilder();
        counts.windows()
                .forEach((window, hosts) -> new TreeMap<>(hosts).forEach((host, referrers) -> {
                    rows.have(window, host);
                    rows.names
                            .computeIfAbsent(new KeyGroup(window, host), key -> new HashSet<>())
                            .addAll(referrers.keySet());
                    new TreeMap<>(referrers)
                            .forEach((referrer, hits) ->
                                    left.append("%d %s %s %d\n".formatted(window, host, referrer, hits)));
                }));
        return left.toString().strip();
    }

    /** Rows in memory, which say how often they were asked for. */
    private static final class Rows implements Ledger.Transaction {
        final Map<KeyGroup, Set<String>> names = new HashMap<>();
        int counted;
        int looked;

        void have(long window, String... hosts) {
            names.computeIfAbsent(new KeyGroup(window, ""), key -> new HashSet<>())
                    .addAll(Set.of(hosts));
        }

        @Override
        public Map<KeyGroup, Integer> rows(CountTable table, Collection<KeyGroup> groups, int most) {
            Map<KeyGroup, Integer> rows = new HashMap<>();
            for (KeyGroup group : groups) {
                counted++;
                Set<String> there = new HashSet<>(names.getOrDefault(group, Set.of()));
                there.remove("(other)");
                rows.put(group, Math.min(most, there.size()));
            }
            return rows;
        }

        @Override
        public Map<KeyGroup, Set<String>> present(CountTable table, Map<KeyGroup, Set<String>> keys) {
            Map<KeyGroup, Set<String>> present = new HashMap<>();
            keys.forEach((group, asked) -> {
                looked++;
                Set<String> there = new HashSet<>(names.getOrDefault(group, Set.of()));
                there.retainAll(asked);
                present.put(group, there);
            });
            return present;
        }

        @Override
        public Ledger.Labels fence(long watermark, long newest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Integer, Long> progress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void add(Totals totals) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
