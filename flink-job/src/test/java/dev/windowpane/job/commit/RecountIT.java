package dev.windowpane.job.commit;

import static dev.windowpane.job.count.TestDeltas.hit;
import static dev.windowpane.job.count.TestDeltas.reject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.TestDeltas;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.RejectReason;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

final class RecountIT {
    private final TestPostgres postgres = TestPostgres.shared();
    private int job;

    @BeforeEach
    void twoDeadLettersAndAFinalWindow(TestInfo test) throws Exception {
        job = postgres.newJob("r" + Integer.toHexString(test.getDisplayName().hashCode()));
        Delta delta = TestDeltas.of(
                hit(0, 0, "2026-01-01T10:00:00Z", "a", "x"),
                reject(0, 1, RejectReason.BAD_TIME, "1"),
                reject(1, 0, RejectReason.BAD_TIME, "2"));
        new OffsetChain(Map.of()).link(delta);
        Delta label = Delta.label(Instant.parse("2026-01-01T10:05:00Z").toEpochMilli());
        Ledger ledger = new PostgresLedger(postgres::asJob, LedgerKey.of(launch(1)));
        new GroupCommit(ledger, TestRules.FIVE_MINUTES).commit(List.of(delta, label));
        ledger.abort();
    }

    @Test
    void aDeadLetterBecomesAHitInOneTransactionWithItsMark() throws Exception {
        try (Connection session = postgres.asJob();
                Recount recount = Recount.begin(session, launch(1), Delta.NONE)) {
            assertThat(recount.add(hit(0, 1, "2026-01-01T10:00:00Z", "a", "y"), RejectReason.BAD_TIME))
                    .isTrue();
            assertThat(recount.add(hit(1, 0, "2026-01-01T10:05:00Z", "b", "y"), RejectReason.BAD_TIME))
                    .isTrue();
            mark(session);
            recount.commit();
        }

        assertThat(
                        text(
                                "select host || ' ' || num_hits || ' ' || late_hits from hits_by_host where job = %d order by 1"))
                .isEqualTo("a 2 1\nb 1 0");
        assertThat(text("select host || ' ' || num_hits from hits_by_host_daily where job = %d order by 1"))
                .isEqualTo("a 2\nb 1");
        assertThat(
                        text(
                                "select partition || ' ' || sum(num_hits) from window_ledger where job = %d group by partition order by 1"))
                .isEqualTo("0 2\n1 1");
        assertThat(
                        text(
                                "select partition || ' ' || next_offset || ' ' || read || ' ' || rejected from job_progress where job = %d order by 1"))
                .isEqualTo("0 2 2 0\n1 1 1 0");
        assertThat(text("select sum(rejected) from dead_letter_counts where job = %d"))
                .isEqualTo("0");
        assertThat(text("select count(*) from lateness where job = %d")).isEqualTo("0");
        assertThat(text("select distinct replay from dead_letters where job = %d"))
                .isEqualTo("DONE");
    }

    @Test
    void withoutCommitNothingHappens() throws Exception {
        try (Connection session = postgres.asJob();
                Recount recount = Recount.begin(session, launch(1), Delta.NONE)) {
            recount.add(hit(0, 1, "2026-01-01T10:00:00Z", "a", "y"), RejectReason.BAD_TIME);
            mark(session);
        }

        assertThat(text("select sum(num_hits) from hits_by_host where job = %d"))
                .isEqualTo("1");
        assertThat(text("select count(*) from dead_letters where replay is not null and job = %d"))
                .isEqualTo("0");
    }

    @Test
    void aHitOfADroppedWindowStaysADeadLetter() throws Exception {
        postgres.execute("update job_ledger set kept_from = '2026-02-01T00:00:00Z' where job = " + job);

        try (Connection session = postgres.asJob();
                Recount recount = Recount.begin(session, launch(1), Delta.NONE)) {
            assertThat(recount.add(hit(0, 1, "2026-01-31T23:59:59Z", "a", "y"), RejectReason.BAD_TIME))
                    .isFalse();
            recount.commit();
        }

        assertThat(text("select sum(rejected) from dead_letter_counts where job = %d"))
                .isEqualTo("2");
    }

    @Test
    void anOlderLaunchIsRefused() throws Exception {
        postgres.execute("update job_ledger set epoch = 2 where job = " + job);

        try (Connection session = postgres.asJob()) {
            assertThatThrownBy(() -> Recount.begin(session, launch(1), Delta.NONE))
                    .isInstanceOf(FencedException.class);
        }
    }

    private void mark(Connection session) throws Exception {
        session.createStatement().execute("update dead_letters set replay = 'DONE' where job = " + job);
    }

    private Launch launch(long epoch) {
        return new Launch(
                job,
                epoch,
                JobSpecJson.parse(
                        "{\"name\": \"t\", \"source\": {\"bootstrapServers\": \"localhost:1\", \"topic\": \"hits\"}}"));
    }

    private String text(String sql) {
        return postgres.text(sql.formatted(job));
    }
}
