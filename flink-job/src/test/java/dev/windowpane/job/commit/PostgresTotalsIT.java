package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static dev.windowpane.job.count.TestDeltas.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.Limits;
import dev.windowpane.spec.RejectReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a commit writes beside the counts of the windows: roll-ups, the ledger by window, lateness, limits. */
final class PostgresTotalsIT {
    private final TestPostgres postgres = TestPostgres.shared();
    private final OffsetChain chain = new OffsetChain(Map.of());
    private int job;
    private Ledger ledger = ledger();

    @BeforeEach
    void newJob(TestInfo test) {
        job = postgres.newJob("t" + Integer.toHexString(test.getDisplayName().hashCode()));
        ledger = ledger();
    }

    @AfterEach
    void close() {
        ledger.abort();
    }

    @Test
    void addsToHoursAndDaysInTheSameTransaction() throws Exception {
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        commit(
                commits,
                delta(
                        hit(0, 0, "2026-01-01T10:00:00Z", "a", "x"),
                        hit(0, 1, "2026-01-01T10:55:00Z", "a", "x"),
                        hit(0, 2, "2026-01-01T10:55:00Z", "a", "y"),
                        hit(0, 3, "2026-01-01T11:00:00Z", "b", "x")),
                Delta.label(millis("2026-01-01T10:05:00Z")));
        commit(
                commits,
                delta(hit(0, 4, "2026-01-01T10:04:59Z", "a", "x"), hit(0, 5, "2026-01-02T00:00:00Z", "a", "x")));

        assertThat(rows("hits_by_host_hourly", "host")).isEqualTo("01 10:00 a 4 1\n01 11:00 b 1 0\n02 00:00 a 1 0");
        assertThat(rows("hits_by_host_daily", "host")).isEqualTo("01 00:00 a 4 1\n01 00:00 b 1 0\n02 00:00 a 1 0");
        assertThat(rows("hits_by_host_and_referrer_hourly", "host || referrer"))
                .isEqualTo("01 10:00 ax 3 1\n01 10:00 ay 1 0\n01 11:00 bx 1 0\n02 00:00 ax 1 0");
        assertThat(rows("hits_by_host_and_referrer_daily", "host || referrer"))
                .isEqualTo("01 00:00 ax 3 1\n01 00:00 ay 1 0\n01 00:00 bx 1 0\n02 00:00 ax 1 0");
    }

    @Test
    void saysWhereTheHitsOfAWindowWereRead() throws Exception {
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        commit(
                commits,
                delta(
                        hit(0, 0, "2026-01-01T10:00:00Z", "a", "x"),
                        hit(1, 0, "2026-01-01T10:00:00Z", "a", "x"),
                        hit(1, 1, "2026-01-01T10:00:09Z", "b", "x"),
                        reject(2, 0, RejectReason.EMPTY, "")),
                Delta.label(millis("2026-01-01T10:05:00Z")));
        commit(commits, delta(hit(1, 2, "2026-01-01T10:00:01Z", "b", "x")));

        assertThat(rows("window_ledger", "partition")).isEqualTo("01 10:00 0 1 0\n01 10:00 1 3 1");
        assertThat(
                        text(
                                "select partition || ' ' || coalesce(to_char(newest_hit, 'HH24:MI:SS'), '-') || ' ' || (moved_at > now() - interval '1 hour') from job_progress where job = %d order by 1"))
                .isEqualTo("0 10:00:00 true\n1 10:00:09 true\n2 - true");
    }

    @Test
    void hitsOfDroppedWindowsBecomeDeadLetters() throws Exception {
        postgres.execute("update job_ledger set kept_from = '2026-02-01T00:00:00Z' where job = " + job);

        commit(
                new GroupCommit(ledger, TestRules.FIVE_MINUTES),
                delta(
                        hit(0, 0, "2026-01-31T23:59:59Z", "a", "x"),
                        hit(0, 1, "2026-02-01T00:00:00Z", "a", "x"),
                        hit(1, 0, "2026-01-01T10:00:00Z", "a", "x"),
                        hit(1, 1, "2026-01-01T10:00:00Z", "b", "x"),
                        reject(1, 2, RejectReason.EMPTY, "")));

        assertThat(rows("hits_by_host", "host")).isEqualTo("01 00:00 a 1 0");
        assertThat(rows("window_ledger", "partition")).isEqualTo("01 00:00 0 1 0");
        assertThat(
                        text(
                                "select partition || ' ' || read || ' ' || rejected from job_progress where job = %d order by 1"))
                .isEqualTo("0 2 1\n1 3 3");
        assertThat(
                        text(
                                "select partition || ' ' || reason || ' ' || rejected from dead_letter_counts where job = %d order by 1"))
                .isEqualTo("0 TOO_OLD 1\n1 EMPTY 1\n1 TOO_OLD 2");
    }

    @Test
    void makesTheMonthsThatAreMissing() throws Exception {
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        commit(
                commits,
                delta(hit(0, 0, "1999-12-31T23:59:59Z", "a", "x"), hit(0, 1, "2000-01-01T00:00:00Z", "a", "x")));
        commit(commits, delta(hit(0, 2, "1999-11-30T23:59:59Z", "a", "x")));

        assertThat(
                        postgres.text(
                                "select relname from pg_class where relname ~ '^hits_by_host_(daily_)?(1999|2000)' and relkind = 'r' order by 1"))
                .isEqualTo(
                        "hits_by_host_199911\nhits_by_host_199912\nhits_by_host_200001\nhits_by_host_daily_199911\nhits_by_host_daily_199912\nhits_by_host_daily_200001");
    }

    @Test
    void withoutACommitNothingIsThere() throws Exception {
        Delta delta = delta(
                hit(0, 0, "2026-01-01T10:00:00Z", "a", "x"),
                hit(0, 1, "2026-01-01T10:00:00Z", "b", "x"),
                reject(0, 2, RejectReason.EMPTY, "x"));
        try (Ledger.Transaction transaction = ledger.begin()) {
            TotalsBuilder totals = new TotalsBuilder(TestRules.FIVE_MINUTES, transaction.fence(Delta.NONE, Delta.NONE));
            totals.add(delta);
            transaction.add(totals.build());
        }

        for (String table : List.of(
                "job_progress",
                "hits_by_host",
                "hits_by_host_daily",
                "hits_by_host_and_referrer",
                "window_ledger",
                "dead_letters",
                "dead_letter_counts")) {
            assertThat(text("select count(*) from " + table + " where job = %d"))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    @Test
    void aMonthIsNotBelievedToBeThereAfterAFailedCommit() throws Exception {
        Delta delta = delta(hit(0, 0, "1998-05-01T00:00:00Z", "a", "x"));
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        try (Ledger.Transaction transaction = ledger.begin()) {
            TotalsBuilder totals = new TotalsBuilder(TestRules.FIVE_MINUTES, transaction.fence(Delta.NONE, Delta.NONE));
            totals.add(delta);
            transaction.add(totals.build());
        }

        commit(commits, delta);

        assertThat(rows("hits_by_host", "host")).isEqualTo("01 00:00 a 1 0");
    }

    @Test
    void notesHowLateHitsWere() throws Exception {
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        commit(
                commits,
                delta(hit(0, 0, "2026-01-01T10:04:00Z", "a", "x")),
                Delta.label(millis("2026-01-01T10:04:50Z")));
        commit(
                commits,
                delta(
                        hit(0, 1, "2026-01-01T10:04:00Z", "a", "x"),
                        hit(0, 2, "2026-01-01T10:04:00Z", "a", "y"),
                        hit(0, 3, "2026-01-01T10:05:00Z", "a", "x"),
                        hit(0, 4, "2026-01-01T09:59:59Z", "b", "x")));
        commit(commits, delta(hit(0, 5, "2026-01-01T10:04:00Z", "a", "x")));

        assertThat(text("select host || ' ' || seconds || ' ' || num_hits from lateness where job = %d order by 1"))
                .isEqualTo("a 5 3\nb 300 1");
    }

    @Test
    void keysBeyondTheLimitsAreCountedTogether() throws Exception {
        CommitRules rules = TestRules.limited(new Limits(2, 2));
        commit(
                new GroupCommit(ledger, rules),
                delta(hit(0, 0, "2026-01-01T10:00:00Z", "a", "x"), hit(0, 1, "2026-01-01T10:00:00Z", "b", "x")));

        commit(
                new GroupCommit(ledger, rules),
                delta(
                        hit(0, 2, "2026-01-01T10:00:00Z", "c", "1"),
                        hit(0, 3, "2026-01-01T10:00:00Z", "d", "2"),
                        hit(0, 4, "2026-01-01T10:00:00Z", "d", "3"),
                        hit(0, 5, "2026-01-01T10:00:00Z", "d", "3"),
                        hit(0, 6, "2026-01-01T10:00:00Z", "a", "y"),
                        hit(0, 7, "2026-01-01T10:00:00Z", "a", "z"),
                        hit(0, 8, "2026-01-01T10:00:00Z", "a", "x"),
                        hit(0, 9, "2026-01-01T10:05:00Z", "e", "1")));

        assertThat(rows("hits_by_host", "host"))
                .isEqualTo("01 10:00 (other) 4 0\n01 10:00 a 4 0\n01 10:00 b 1 0\n01 10:05 e 1 0");
        assertThat(rows("hits_by_host_and_referrer", "host || ' ' || referrer"))
                .isEqualTo(
                        "01 10:00 (other) (other) 1 0\n01 10:00 (other) 1 1 0\n01 10:00 (other) 3 2 0\n01 10:00 a (other) 1 0\n01 10:00 a x 2 0\n01 10:00 a y 1 0\n01 10:00 b x 1 0\n01 10:05 e 1 1 0");
        assertThat(rows("hits_by_host_daily", "host"))
                .isEqualTo("01 00:00 (other) 4 0\n01 00:00 a 4 0\n01 00:00 b 1 0\n01 00:00 e 1 0");
    }

    @Test
    void deadLettersThatWaitToBeReadAgainAreKept() throws Exception {
        GroupCommit commits = new GroupCommit(ledger, TestRules.FIVE_MINUTES);
        commit(commits, delta(reject(0, 0, RejectReason.EMPTY, "first"), reject(0, 1, RejectReason.EMPTY, "second")));
        postgres.execute("update dead_letters set replay = 'WANTED' where \"offset\" = 0 and job = " + job);
        for (int i = 2; i < TotalsWriter.DEAD_LETTERS + 202; i++) {
            commit(commits, delta(reject(0, i, RejectReason.EMPTY, "x")));
        }

        assertThat(
                        text(
                                "select min(\"offset\") || ' ' || (count(*) between 1001 and 1101) from dead_letters where job = %d"))
                .isEqualTo("0 true");
        assertThat(text("select count(*) from dead_letters where \"offset\" = 1 and job = %d"))
                .isEqualTo("0");
    }

    private Delta delta(Parsed... records) {
        Delta delta = TestDeltas.of(records);
        chain.link(delta);
        return delta;
    }

    private Ledger ledger() {
        return new PostgresLedger(postgres::asJob, new LedgerKey(job, 1, "hits", 300));
    }

    private static void commit(GroupCommit commits, Delta... group) throws LedgerUnavailableException {
        commits.commit(List.of(group));
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private String rows(String table, String key) {
        return text(
                "select to_char(window_start, 'DD HH24:MI') || ' ' || %s || ' ' || num_hits || ' ' || late_hits from %s where job = %%d order by 1"
                        .formatted(key, table));
    }

    private String text(String sql) {
        return postgres.text(sql.formatted(job));
    }
}
