package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Prints how long commits of 20,000 hits take with and without roll-ups, turn by turn, a second of traffic each: 200 hosts with 1,000
 * referrers each, a fifth of the hits up to an hour old. A program for people, not a test; run it in flink-job.
 */
public final class CommitSpeed {
    private static final int HITS = 20_000;

    private CommitSpeed() {}

    public static void main(String... arguments) throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        Turn with = new Turn(postgres, "speed-with", true);
        Turn without = new Turn(postgres, "speed-without", false);
        for (int round = 0; round < 6; round++) {
            long withMillis = with.run(10);
            long withoutMillis = without.run(10);
            System.out.printf(
                    "with roll-ups %d ms a commit, without %d ms: %.2f times%n",
                    withMillis, withoutMillis, (double) withMillis / withoutMillis);
        }
        postgres.server().close();
    }

    private static final class Turn {
        private final Random random = new Random(1);
        private final OffsetChain chain = new OffsetChain(Map.of());
        private final KeyLimits limits = new KeyLimits(TestRules.FIVE_MINUTES);
        private final Ledger ledger;
        private final boolean rollUps;
        private Instant now = Instant.parse("2026-01-01T10:00:00Z");
        private long offset;

        Turn(TestPostgres postgres, String job, boolean rollUps) {
            ledger = new PostgresLedger(postgres::asJob, new LedgerKey(postgres.newJob(job), 1, "hits", 300));
            this.rollUps = rollUps;
        }

        /** The mean of some commits, in milliseconds. */
        long run(int commits) throws LedgerUnavailableException {
            long nanos = 0;
            for (int i = 0; i < commits; i++) {
                Delta delta = second();
                long start = System.nanoTime();
                commit(delta);
                nanos += System.nanoTime() - start;
            }
            return nanos / commits / 1_000_000;
        }

        private void commit(Delta delta) throws LedgerUnavailableException {
            try (Ledger.Transaction transaction = ledger.begin()) {
                TotalsBuilder builder =
                        new TotalsBuilder(TestRules.FIVE_MINUTES, transaction.fence(delta.newest(), delta.newest()));
                Remaining.of(List.of(delta), transaction.progress()).forEach(builder::add);
                limits.apply(builder.counts(), transaction);
                Totals totals = builder.build();
                transaction.add(rollUps ? totals : windowsOnly(totals));
                transaction.commit();
            }
        }

        private Delta second() {
            now = now.plusSeconds(10);
            Delta delta = TestDeltas.of(IntStream.range(0, HITS)
                    .mapToObj(i -> TestDeltas.hit(
                            0,
                            offset++,
                            now.minusSeconds(random.nextInt(5) == 0 ? random.nextInt(3_600) : 0)
                                    .toString(),
                            "www.host-%d.example".formatted(random.nextInt(200)),
                            "http://www.example.com/articles/%d".formatted(random.nextInt(1_000))))
                    .toArray(Parsed[]::new));
            chain.link(delta);
            return delta;
        }

        private static Totals windowsOnly(Totals totals) {
            return new Totals(
                    totals.progress(),
                    totals.counts().stream()
                            .filter(rows -> rows.resolution() == Resolution.WINDOW)
                            .toList(),
                    totals.windows(),
                    totals.lateness(),
                    totals.rejects(),
                    totals.deadLetters(),
                    totals.recounted());
        }
    }
}
