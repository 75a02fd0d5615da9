package dev.windowpane.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.local.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is broken alone, and found alone. */
class AuditTest {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;
    private static TestDatabase database;
    private static LedgerStore ledgers;

    private Instant now = Instant.parse("2026-01-31T12:15:00Z");

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start(directory);
        database = new TestDatabase(postgres);
        ledgers = new LedgerStore(new JobRefStore());
        database.owner("select make_partitions('{2026-01-31T12:00:00Z, 2026-02-01T00:00:00Z}')");
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void numbersThatAddUp() {
        database.sql("delete from window_ledger", "delete from job");
        for (String table : List.of("hits_by_host", "hits_by_host_and_referrer")) {
            database.sql(
                    "delete from " + table,
                    "delete from %s_hourly".formatted(table),
                    "delete from %s_daily".formatted(table));
        }
        database.sql(LedgerExample.SQL);
    }

    private static Audit audit(InstantSource time) {
        return new Audit(database.database(), new JobRefStore(), ledgers, new AuditStore(), time);
    }

    private List<Violation> found() {
        return database.database().snapshot(session -> {
            JobRef job = new JobRefStore().all(session).getFirst();
            return ledgers.ledger(session, job).violations();
        });
    }

    @Test
    void findsNothingWhereAllAddsUp() {
        audit(() -> now).sums();
        audit(() -> now).rows();

        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PARTITION       | update job_progress set read = read + 1, next_offset = next_offset + 1 where partition = 0
                    PARTITION       | update job_progress set rejected = rejected - 1 where partition = 1
                    OFFSETS         | update job_progress set start_offset = start_offset + 3 where partition = 1
                    HOST_TOTALS     | update job_progress set read = read + 1, retired = retired - 1, next_offset = next_offset + 2 where partition = 0; update window_ledger set num_hits = num_hits + 2 where partition = 0 and window_start = '2026-01-31T12:00:00Z'
                    REFERRER_TOTALS | update hits_by_host_and_referrer_daily set num_hits = num_hits + 1 where referrer = 'http://x/'
                    """)
    void findsSumsThatDoNotAddUp(Rule rule, String mistake) {
        database.sql(mistake.split("; ", -1));

        audit(() -> now).sums();

        assertThat(found()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.foundAt()).isEqualTo(now);
            assertThat(violation.detail()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    WINDOW_HOSTS   | 2026-01-31T12:00:00Z: by where they were read 4 hits (0 late), by host 5 (0 late); 2 such rows | update window_ledger set num_hits = num_hits - 1 where partition = 0 and window_start = '2026-01-31T12:00:00Z'; update window_ledger set num_hits = num_hits + 1 where partition = 0 and window_start = '2026-01-31T12:10:00Z'
                    WINDOW_HOSTS   | 2026-01-31T12:05:00Z: by where they were read 5 hits (4 late), by host 5 (3 late); 1 such rows | update window_ledger set late_hits = 4 where window_start = '2026-01-31T12:05:00Z'
                    HOST_REFERRERS | 2026-01-31T12:00:00Z, host 'a': by host 5 hits (0 late), by referrer 0 (0 late); 2 such rows | update hits_by_host_and_referrer set host = 'c' where host = 'a' and window_start = '2026-01-31T12:00:00Z'; update hits_by_host_and_referrer_hourly set num_hits = 1 where host = 'a' and referrer = '(direct)'; delete from hits_by_host_and_referrer_hourly where referrer = 'http://x/'; insert into hits_by_host_and_referrer_hourly values (7, '2026-01-31T12:00:00Z', 'c', '(direct)', 2, 0), (7, '2026-01-31T12:00:00Z', 'c', 'http://x/', 3, 0); delete from hits_by_host_and_referrer_daily; insert into hits_by_host_and_referrer_daily select job, '2026-01-31T00:00:00Z', host, referrer, num_hits, late_hits from hits_by_host_and_referrer_hourly
                    HOURS          | 2026-01-31T12:00:00Z, host 'a': by hour 7 hits (1 late), by window 6 (1 late); 1 such rows | update hits_by_host_hourly set num_hits = num_hits + 1 where host = 'a'
                    HOURS          | 2026-01-31T12:00:00Z, host 'a', referrer 'http://x/': by hour 0 hits (0 late), by window 3 (0 late); 1 such rows | delete from hits_by_host_and_referrer_hourly where referrer = 'http://x/'
                    DAYS           | 2026-01-31T00:00:00Z, host 'a': by day 7 hits (1 late), by window 6 (1 late); 2 such rows | update hits_by_host_daily set num_hits = num_hits + case host when 'a' then 1 else -1 end
                    DAYS           | 2026-01-31T00:00:00Z, host 'b', referrer '(direct)': by day 8 hits (3 late), by window 8 (2 late); 1 such rows | update hits_by_host_and_referrer_daily set late_hits = 3 where host = 'b'
                    DAYS           | 2026-02-01T00:00:00Z, host 'x': by day 1 hits (0 late), by window 0 (0 late); 1 such rows | insert into hits_by_host_daily values (7, '2026-02-01T00:00:00Z', 'x', 1, 0)
                    """)
    void findsRowsThatDoNotAddUp(Rule rule, String detail, String mistake) {
        database.sql(mistake.split("; ", -1));

        audit(() -> now).rows();

        assertThat(found()).containsExactly(new Violation(now, rule, detail));
    }

    @Test
    void asksForNoReferrersWhereNoneAreCounted() {
        database.sql(
                "update job set spec = spec || '{\"rollups\": [{\"by\": [\"host\"]}]}'",
                "delete from hits_by_host_and_referrer",
                "delete from hits_by_host_and_referrer_daily",
                "delete from hits_by_host_and_referrer_hourly");

        audit(() -> now).sums();
        audit(() -> now).rows();

        assertThat(found()).isEmpty();
    }

    @Test
    void saysTheSameOnceAnHour() {
        database.sql("update hits_by_host_hourly set num_hits = num_hits + 1");
        Instant first = now;

        audit(() -> now).rows();
        now = first.plus(Duration.ofMinutes(59));
        audit(() -> now).rows();
        assertThat(found()).extracting(Violation::foundAt).containsExactly(first);

        now = first.plus(Duration.ofHours(1));
        audit(() -> now).rows();
        assertThat(found()).extracting(Violation::foundAt).containsExactly(now, first);
    }

    /** Postgres gives up on every row of the job's in the table, as if that took too long. */
    private static void giveUpOn(String table) throws SQLException {
        database.owner("""
                create or replace function give_up(job int) returns boolean language plpgsql as $$ begin
                  if job = 7 then raise exception 'canceling statement due to statement timeout' using errcode = '57014'; end if;
                  return true;
                end $$
                """);
        database.owner("create policy give_up on %1$s using (give_up(job)); alter table %1$s enable row level security"
                .formatted(table));
    }

    private static void goOnWith(String table) throws SQLException {
        database.owner("drop policy give_up on %1$s; alter table %1$s disable row level security".formatted(table));
    }

    @Test
    void aJobThatTakesTooLongKeepsNoOtherFromBeingAudited() throws SQLException {
        database.sql("""
                insert into job (id, name, spec, desired) overriding system value values
                  (8, 'next', '{"name":"next","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                """, "insert into job_ledger (job) values (8)", """
                insert into job_progress (job, partition, start_offset, next_offset, read) values (8, 0, 0, 1, 1)
                """);
        giveUpOn("job_progress");
        try {
            audit(() -> now).sums();
        } finally {
            goOnWith("job_progress");
        }
        List<Integer> unbalanced = database.database()
                .transaction(
                        session -> session.list("select distinct job from ledger_violation", row -> row.number("job")));
        assertThat(unbalanced).containsExactly(8);
    }

    @Test
    void aComparisonThatTakesTooLongKeepsNoOtherFromBeingMade() throws SQLException {
        database.sql("update hits_by_host_daily set num_hits = num_hits + case host when 'a' then 1 else -1 end");
        giveUpOn("hits_by_host_hourly");
        try {
            audit(() -> now).rows();
        } finally {
            goOnWith("hits_by_host_hourly");
        }
        assertThat(found()).extracting(Violation::rule).containsExactly(Rule.DAYS);
    }

    @Test
    void reachesOlderDaysInTurnWhenOneRoundIsTooShort() throws SQLException {
        database.owner("select make_partitions('{2025-12-31T00:00:00Z}')");
        database.sql(
                "insert into hits_by_host_daily select 7, d, 'old', 1, 0 from generate_series(timestamptz '2025-12-20T00:00:00Z', '2025-12-24T00:00:00Z', '1 day') d",
                "insert into hits_by_host_daily values (7, '2026-01-30T00:00:00Z', 'old', 0, 0)");
        // Each look at the clock takes nine seconds: one older day a round
        Audit slow = audit(() -> {
            now = now.plusSeconds(9);
            return now;
        });

        for (int round = 0; round < 5; round++) {
            slow.rows();
            now = now.plus(Duration.ofHours(2));
        }

        assertThat(found())
                .extracting(violation -> violation.detail().substring(0, 10))
                .containsExactly("2025-12-20", "2025-12-21", "2025-12-22", "2025-12-23", "2025-12-24");
    }
}
