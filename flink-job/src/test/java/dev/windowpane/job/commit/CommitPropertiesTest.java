package dev.windowpane.job.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.job.testing.MemoryView;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Limits;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.spec.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random hits, groups and crashes against the ledger in memory, beside a counter that knows nothing of all that. */
final class CommitPropertiesTest {
    private static final Instant START = Instant.parse("2026-01-31T22:00:00Z");
    private static final long KEPT_FROM = START.plusSeconds(3_600).toEpochMilli();
    private static final List<String> PLACES =
            List.of("ledger.begin", "ledger.fence", "ledger.rows", "ledger.add", "ledger.commit", "ledger.answer");

    @Property(tries = 150)
    void everyHitIsCountedOnceWhateverFails(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int hosts,
            @ForAll @IntRange(min = 1, max = 5) int referrers)
            throws Exception {
        Faults.clear();
        MemoryLedger ledger = new MemoryLedger();
        ledger.keepFrom(KEPT_FROM);
        Traffic traffic = new Traffic(new Random(seed));
        List<Delta> deltas = traffic.deltas(40);
        CommitRules rules = TestRules.limited(new Limits(hosts, referrers));

        apply(ledger, rules, deltas, new Random(seed + 1));

        MemoryView view = ledger.view();
        assertThat(view.isBalanced()).isTrue();
        assertThat(view.read()).isEqualTo(traffic.read);
        assertThat(view.rejected()).isEqualTo(traffic.rejected);
        assertThat(hitsByWindow(view)).isEqualTo(traffic.hits);
        assertThat(view.late()).isLessThanOrEqualTo(sum(traffic.hits));
        assertWithinLimits(view, hosts, referrers);
    }

    @Property(tries = 50)
    void withoutLimitsEveryKeyIsExact(@ForAll long seed) throws Exception {
        Faults.clear();
        MemoryLedger ledger = new MemoryLedger();
        Traffic traffic = new Traffic(new Random(seed));
        List<Delta> deltas = traffic.deltas(20);

        apply(ledger, TestRules.FIVE_MINUTES, deltas, new Random(seed + 1));

        assertThat(ledger.view().byReferrer()).isEqualTo(traffic.keys);
        assertThat(ledger.view().isBalanced()).isTrue();
    }

    /** Commits all, a random number at once; may fail anywhere, and after a failure may go on as a new attempt from an older place. */
    private static void apply(MemoryLedger ledger, CommitRules rules, List<Delta> deltas, Random random)
            throws Exception {
        GroupCommit commit = new GroupCommit(ledger.open(1), rules);
        int done = 0;
        while (done < deltas.size()) {
            int most = Math.min(deltas.size(), done + 1 + random.nextInt(6));
            if (random.nextInt(3) == 0) {
                Faults.plan(PLACES.get(random.nextInt(PLACES.size())), 1);
            }
            try {
                commit.commit(deltas.subList(done, most));
                done = most;
            } catch (LedgerUnavailableException e) {
                if (random.nextBoolean()) {
                    commit = new GroupCommit(ledger.open(1), rules);
                    done = Math.max(0, done - random.nextInt(4));
                }
            }
            assertThat(ledger.view().isBalanced()).isTrue();
        }
    }

    private static Map<Long, Long> hitsByWindow(MemoryView view) {
        return view.rows(CountTable.HITS_BY_HOST, Resolution.WINDOW).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().start(),
                        entry -> entry.getValue().hits(),
                        Long::sum,
                        TreeMap::new));
    }

    private static void assertWithinLimits(MemoryView view, int hosts, int referrers) {
        assertThat(numbers(view.rows(CountTable.HITS_BY_HOST, Resolution.WINDOW).keySet(), false))
                .allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(hosts));
        assertThat(numbers(
                        view.rows(CountTable.HITS_BY_HOST_AND_REFERRER, Resolution.WINDOW)
                                .keySet(),
                        true))
                .allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(referrers));
    }

    private static List<Long> numbers(Set<MemoryView.Key> keys, boolean byHost) {
        return List.copyOf(keys.stream()
                .filter(key -> !(byHost ? key.referrer() : key.host()).equals("(other)"))
                .collect(Collectors.groupingBy(
                        key -> key.start() + (byHost ? " " + key.host() : ""), Collectors.counting()))
                .values());
    }

    private static long sum(Map<?, Long> hits) {
        return hits.values().stream().mapToLong(n -> n).sum();
    }

    /** Random deltas of three partitions, and what they hold. Half of the windows are dropped where the ledger keeps from then on. */
    private static final class Traffic {
        final Map<Integer, Long> read = new HashMap<>();
        final Map<MemoryView.Rejected, Long> rejected = new HashMap<>();
        final Map<Long, Long> hits = new TreeMap<>();
        final Map<String, Long> keys = new HashMap<>();

        private final Random random;
        private final long[] offsets = new long[3];

        Traffic(Random random) {
            this.random = random;
        }

        List<Delta> deltas(int n) {
            OffsetChain chain = new OffsetChain(Map.of());
            List<Delta> deltas = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                List<Parsed> records = new ArrayList<>();
                for (int left = 1 + random.nextInt(12); left > 0; left--) {
                    records.add(record());
                }
                Delta delta = TestDeltas.of(records.toArray(Parsed[]::new));
                chain.link(delta);
                deltas.add(delta);
                if (random.nextInt(4) == 0) {
                    deltas.add(
                            Delta.label(START.plusSeconds(random.nextInt(7_200)).toEpochMilli()));
                }
            }
            return deltas;
        }

        private Parsed record() {
            int partition = random.nextInt(3);
            offsets[partition] += 1 + (random.nextInt(10) == 0 ? 1 : 0);
            read.merge(partition, 1L, Long::sum);
            if (random.nextInt(10) == 0) {
                rejected.merge(new MemoryView.Rejected(partition, RejectReason.NO_HOST), 1L, Long::sum);
                return TestDeltas.reject(partition, offsets[partition], RejectReason.NO_HOST, "{}");
            }
            Instant time = START.plusSeconds(random.nextInt(7_200));
            String host = "h" + random.nextInt(8);
            String referrer = "r" + random.nextInt(8);
            long window = time.getEpochSecond() / 300 * 300;
            keys.merge(window + " " + host + " " + referrer, 1L, Long::sum);
            if (window * 1000 < KEPT_FROM) {
                rejected.merge(new MemoryView.Rejected(partition, RejectReason.TOO_OLD), 1L, Long::sum);
            } else {
                hits.merge(window, 1L, Long::sum);
            }
            return TestDeltas.hit(partition, offsets[partition], time.toString(), host, referrer);
        }
    }
}
