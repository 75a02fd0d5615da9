package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class RetentionTest {
    /** Between the old hits and those that other tests use. */
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    Retention retention;

    @Inject
    RetentionStore store;

    @Inject
    Database database;

    /** 30 old hits of partition 0 and 12 of partition 1, 5 new hits, 3 dead letters. */
    @BeforeEach
    void oldAndNewHits() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        "select make_partitions('{2015-05-17T10:05:00Z,2026-01-31T12:00:00Z}')",
                        """
                insert into job (name, spec, desired) values
                  ('shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                """,
                        "insert into job_ledger (job) select id from job",
                        """
                insert into job_progress (job, partition, start_offset, next_offset, read, rejected)
                select id, p, 0, r, r, x from job, (values (0, 38, 3), (1, 12, 0)) v (p, r, x)
                """,
                        "insert into dead_letter_counts select id, 0, 'NO_HOST', 3 from job",
                        """
                insert into window_ledger (job, window_start, partition, num_hits)
                select id, w::timestamptz, p, n from job, (values ('2015-05-17T10:05:00Z', 0, 30), ('2015-05-17T10:05:00Z', 1, 12), ('2026-01-31T12:00:00Z', 0, 5)) v (w, p, n)
                """);
        for (String table : new String[] {"hits_by_host", "hits_by_host_hourly", "hits_by_host_daily"}) {
            TestStack.get().sql("""
                    insert into %s (job, window_start, host, num_hits)
                    select id, w::timestamptz, 'a.example', n from job, (values ('2015-05-17T10:05:00Z', 42), ('2026-01-31T12:00:00Z', 5)) v (w, n)
                    """.formatted(table));
        }
    }

    private long number(String sql) {
        return database.transaction(
                session -> session.one("select (%s)::bigint as n".formatted(sql), row -> row.bigNumber("n")));
    }

    @Test
    void dropsWholeMonthsAndTheLedgerStillBalances() {
        assertThat(retention.retire(TEN_YEARS)).isEqualTo(1);

        for (String table : new String[] {"hits_by_host", "hits_by_host_hourly", "hits_by_host_daily"}) {
            assertThat(number("select sum(num_hits) from %s where job = (select id from job)".formatted(table)))
                    .as(table)
                    .isEqualTo(5);
        }
        assertThat(number("select retired from job_progress where partition = 0"))
                .isEqualTo(30);
        assertThat(number("select retired from job_progress where partition = 1"))
                .isEqualTo(12);
        assertThat(number("select sum(num_hits) from window_ledger")).isEqualTo(5);
        assertThat(number("select sum(read) from job_progress"))
                .isEqualTo(
                        number(
                                "select (select sum(num_hits) from hits_by_host) + (select sum(retired) from job_progress) + (select sum(rejected) from dead_letter_counts)"));
        Instant keptFrom = database.transaction(
                session -> session.one("select kept_from from job_ledger", row -> row.instant("kept_from")));
        Instant tenYearsAgo = database.transaction(
                session -> session.one("select now() - interval '3650 days' as at", row -> row.instant("at")));
        assertThat(keptFrom).isBeforeOrEqualTo(tenYearsAgo).isAfter(tenYearsAgo.minus(Duration.ofDays(32)));

        assertThat(retention.retire(TEN_YEARS)).as("nothing is left to drop").isZero();
    }

    @Test
    void dropsAMonthInEachTransaction() {
        TestStack.get()
                .sql(
                        "select make_partitions('{2015-08-01T00:00:00Z}')",
                        """
                update window_ledger set window_start = '2015-08-01T00:00:00Z' where partition = 1
                """,
                        """
                insert into hits_by_host (job, window_start, host, num_hits) select id, '2015-08-01T00:00:00Z', 'b.example', 12 from job
                """,
                        "update hits_by_host set num_hits = 30 where num_hits = 42");

        assertThat(store.retire(TEN_YEARS)).isTrue();
        assertThat(number("select sum(retired) from job_progress")).isEqualTo(30);
        assertThat(number("select extract(epoch from kept_from) from job_ledger"))
                .isEqualTo(Instant.parse("2015-08-01T00:00:00Z").getEpochSecond());
        assertThat(number("select sum(num_hits) from hits_by_host")).isEqualTo(17);

        assertThat(store.retire(TEN_YEARS)).isTrue();
        assertThat(number("select sum(retired) from job_progress")).isEqualTo(42);
        assertThat(number("select sum(num_hits) from hits_by_host")).isEqualTo(5);

        assertThat(store.retire(TEN_YEARS)).isFalse();
    }

    @Test
    void givesUpWhereALockIsHeldAndLeavesCommitsAloneForAWhile() {
        Chore chore = new Chore("old counts", () -> retention.retire(TEN_YEARS), () -> now);
        database.<Boolean>transaction(commit -> {
            commit.update("update job_ledger set commits = commits + 1");
            assertThatThrownBy(() -> store.retire(TEN_YEARS)).hasMessageContaining("lock timeout");
            chore.doIfDue();
            return true;
        });

        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
        chore.doIfDue();
        assertThat(number("select sum(retired) from job_progress")).isZero();
        now = now.plusMillis(1);
        chore.doIfDue();
        assertThat(number("select sum(retired) from job_progress")).isEqualTo(42);
    }

    @Test
    void keepsWhatIsYounger() {
        assertThat(retention.retire(Duration.ofDays(365L * 30))).isZero();
        assertThat(number("select sum(num_hits) from hits_by_host")).isEqualTo(47);
        assertThat(number("select sum(retired) from job_progress")).isZero();
    }

    @Test
    void refusesToKeepLessThanADay() {
        assertThatThrownBy(() -> Retention.checked(Duration.ofHours(23)))
                .hasMessage(
                        "windowpane.retention (WINDOWPANE_RETENTION) must be at least P1D, but is PT23H; leave it out to keep counts for ever");
        assertThat(Retention.checked(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    }
}
