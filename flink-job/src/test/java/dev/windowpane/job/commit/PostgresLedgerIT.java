package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static dev.windowpane.job.count.TestDeltas.reject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

final class PostgresLedgerIT {
    private final TestPostgres postgres = TestPostgres.shared();
    private final OffsetChain chain = new OffsetChain(Map.of(0, 100L));
    private int job;

    @BeforeEach
    void newJob(TestInfo test) {
        job = postgres.newJob("j" + Integer.toHexString(test.getDisplayName().hashCode()));
        postgres.execute("insert into job_progress (job, partition, start_offset, next_offset) values (%d, 0, 100, 100)"
                .formatted(job));
    }

    @Test
    void addsCountsAndMovesOffsetsTogether() throws Exception {
        Delta delta = delta(
                hit(0, 100, "2026-01-01T10:00:00Z", "a.example", "(direct)"),
                hit(0, 101, "2026-01-01T10:04:59.999Z", "a.example", "http://b/"),
                hit(0, 105, "2026-01-01T10:05:00Z", "ü.example", "{\"quoted\",\\}"),
                reject(0, 106, RejectReason.NOT_JSON, "{garbage"));

        commit(1, delta, Delta.label(Instant.parse("2026-01-01T10:04:45Z").toEpochMilli()));

        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a.example 2 0\n10:05 ü.example 1 0");
        assertThat(rows("hits_by_host_and_referrer", "host || ' ' || referrer"))
                .isEqualTo(
                        "10:00 a.example (direct) 1 0\n10:00 a.example http://b/ 1 0\n10:05 ü.example {\"quoted\",\\} 1 0");
        assertThat(progress()).isEqualTo("0 100 107 4 1");
        assertThat(text("select reason || ' ' || rejected from dead_letter_counts where job = %d"))
                .isEqualTo("NOT_JSON 1");
        assertThat(
                        text(
                                "select \"offset\" || ' ' || convert_from(payload, 'UTF8') || ' ' || topic from dead_letters where job = %d"))
                .isEqualTo("106 {garbage hits");
        assertThat(
                        text(
                                "select epoch || ' ' || watermark || ' ' || newest_hit || ' ' || commits from job_ledger where job = %d"))
                .isEqualTo("1 2026-01-01 10:04:45+00 2026-01-01 10:05:00+00 1");
    }

    @Test
    void addsToRowsThatAreThere() throws Exception {
        commit(1, delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x")));
        commit(1, delta(hit(0, 101, "2026-01-01T10:00:01Z", "a", "x"), hit(0, 102, "2026-01-01T10:00:02Z", "a", "y")));

        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a 3 0");
        assertThat(rows("hits_by_host_and_referrer", "host || ' ' || referrer"))
                .isEqualTo("10:00 a x 2 0\n10:00 a y 1 0");
    }

    @Test
    void skipsWhatIsInAlready() throws Exception {
        Delta first = delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x"));
        Delta second = delta(hit(0, 101, "2026-01-01T10:00:01Z", "a", "x"));
        commit(1, first);

        commit(1, first, second);
        commit(1, first, second);

        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a 2 0");
        assertThat(progress()).isEqualTo("0 100 102 2 0");
    }

    @Test
    void insertsAPartitionThatWasNeverRead() throws Exception {
        commit(1, delta(hit(7, 3, "2026-01-01T10:00:00Z", "a", "x")));

        assertThat(progress()).isEqualTo("0 100 100 0 0\n7 3 4 1 0");
    }

    @Test
    void countsWhatComesAfterFinalAsLate() throws Exception {
        commit(
                1,
                delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x")),
                Delta.label(Instant.parse("2026-01-01T10:05:00Z").toEpochMilli()));

        commit(1, delta(hit(0, 101, "2026-01-01T10:04:59Z", "a", "x"), hit(0, 102, "2026-01-01T10:05:00Z", "a", "x")));

        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a 2 1\n10:05 a 1 0");
    }

    @Test
    void neverMovesTheWatermarkBack() throws Exception {
        commit(1, Delta.label(Instant.parse("2026-01-01T10:05:00Z").toEpochMilli()));
        commit(1, Delta.label(Instant.parse("2026-01-01T10:00:00Z").toEpochMilli()));

        assertThat(text("select watermark || ' ' || commits from job_ledger where job = %d"))
                .isEqualTo("2026-01-01 10:05:00+00 2");
    }

    @Test
    void refusesAnOlderLaunch() {
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        assertThatThrownBy(() -> commit(1, delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x"))))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("epoch 1");
        assertThat(rows("hits_by_host", "host")).isEmpty();
    }

    @Test
    void refusesToLeaveAHole() throws Exception {
        Delta first = delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x"));
        Delta second = delta(hit(0, 101, "2026-01-01T10:00:00Z", "a", "x"));

        assertThatThrownBy(() -> commit(1, second))
                .isInstanceOf(InconsistentProgressException.class)
                .hasMessageContaining(
                        "partition 0: Postgres stands at 100, but the counts to add are of offsets 101 to 102");

        commit(1, first);
        postgres.execute("update job_progress set next_offset = 50 where job = " + job);
        assertThatThrownBy(() -> commit(1, first, second)).isInstanceOf(InconsistentProgressException.class);
        postgres.execute("delete from job_progress where job = " + job);
        assertThatThrownBy(() -> commit(1, first, second)).isInstanceOf(InconsistentProgressException.class);
        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a 1 0");
    }

    @Test
    void theCompareAndSetHoldsByItself() throws Exception {
        Delta first = delta(hit(0, 100, "2026-01-01T10:00:00Z", "a", "x"));
        commit(1, first);

        try (Ledger.Transaction transaction = ledger(1).begin()) {
            TotalsBuilder again = new TotalsBuilder(TestRules.FIVE_MINUTES, transaction.fence(Delta.NONE, Delta.NONE));
            again.add(first);
            assertThatThrownBy(() -> transaction.add(again.build())).isInstanceOf(InconsistentProgressException.class);
        }
        assertThat(rows("hits_by_host", "host")).isEqualTo("10:00 a 1 0");
    }

    @Test
    void keepsABoundedNumberOfDeadLetters() throws Exception {
        for (int round = 0; round < 12; round++) {
            List<Delta> group = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long offset = 100 + round * 200L + i;
                group.add(delta(reject(0, offset, i % 2 == 0 ? RejectReason.NOT_JSON : RejectReason.NO_HOST, "x")));
            }
            commit(1, group.toArray(Delta[]::new));
        }

        assertThat(text("select reason || ' ' || rejected from dead_letter_counts where job = %d order by 1"))
                .isEqualTo("NOT_JSON 1200\nNO_HOST 1200");
        assertThat(
                        text(
                                "select reason || ' ' || count(*) || ' ' || max(\"offset\") from dead_letters where job = %d group by reason order by 1"))
                .isEqualTo("NOT_JSON 1000 2498\nNO_HOST 1000 2499");
    }

    @Test
    void storesWhateverTextsTheParserLetsThrough() throws Exception {
        String odd = "\u0001\t\"\\{},' \uFFFD 😀 NULL";
        commit(
                1,
                delta(
                        hit(0, 100, "2026-01-01T10:00:00Z", "null", odd),
                        hit(0, 101, "0001-01-01T00:00:00Z", "NULL", "")));

        assertThat(text("select referrer from hits_by_host_and_referrer where job = %d and host = 'null'"))
                .isEqualTo(odd);
        assertThat(text("select sum(num_hits) from hits_by_host where job = %d"))
                .isEqualTo("2");
    }

    private Delta delta(Parsed... records) {
        Delta delta = TestDeltas.of(records);
        chain.link(delta);
        return delta;
    }

    private Ledger ledger(long epoch) {
        return new PostgresLedger(postgres::asJob, new LedgerKey(job, epoch, "hits", 300));
    }

    private void commit(long epoch, Delta... group) throws LedgerUnavailableException {
        Ledger ledger = ledger(epoch);
        new GroupCommit(ledger, TestRules.FIVE_MINUTES).commit(List.of(group));
        ledger.abort();
    }

    private String progress() {
        return text(
                "select partition || ' ' || start_offset || ' ' || next_offset || ' ' || read || ' ' || rejected from job_progress where job = %d order by partition");
    }

    private String rows(String table, String key) {
        return text(
                "select to_char(window_start, 'HH24:MI') || ' ' || %s || ' ' || num_hits || ' ' || late_hits from %s where job = %%d order by 1"
                        .formatted(key, table));
    }

    private String text(String sql) {
        return postgres.text(sql.formatted(job));
    }
}
