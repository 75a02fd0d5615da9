package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Host n has n hits at least 5 s and 2 n at least 60 s late; 1,003 such hosts are three too many. */
@QuarkusTest
@QuarkusTestResource(TestStack.class)
class LatenessLimitStoreTest {
    @Inject
    LatenessLimitStore limit;

    @Inject
    Database database;

    @BeforeEach
    void lateHits() {
        TestStack.get().empty();
        TestStack.get()
                .sql(
                        """
                insert into job (id, name, spec, desired) overriding system value values
                  (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED'),
                  (8, 'other', '{"name":"other","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                """,
                        "insert into job_ledger (job) select id from job",
                        "insert into lateness select 8, 'host' || n, 5, 1 from generate_series(1, 1000) n");
    }

    private static void hosts(int number) {
        TestStack.get().sql("""
                insert into lateness select 7, 'host' || n, s, n * f from generate_series(1, %d) n, (values (5, 1), (60, 2)) v (s, f)
                """.formatted(number));
    }

    private List<Long> sums() {
        return database.transaction(session -> session.list(
                "select sum(num_hits)::bigint as n from lateness where job = 7 group by seconds order by seconds",
                row -> row.bigNumber("n")));
    }

    private List<String> folded() {
        return database.transaction(session -> session.list(
                "select seconds || ': ' || num_hits as n from lateness where job = 7 and host = '(other)' order by seconds",
                row -> row.text("n")));
    }

    private long hosts() {
        return database.transaction(session ->
                session.one("select count(distinct host) as n from lateness where job = 7", row -> row.bigNumber("n")));
    }

    @Test
    void keepsTheHostsWithMostHitsAndEverySum() {
        hosts(1003);
        List<Long> before = sums();

        limit.apply();

        assertThat(hosts()).isEqualTo(1001);
        assertThat(folded()).containsExactly("5: 6", "60: 12");
        assertThat(sums()).isEqualTo(before);
    }

    @Test
    void addsToWhatWasFoldedBefore() {
        hosts(1001);
        TestStack.get().sql("insert into lateness values (7, '(other)', 5, 100)");
        List<Long> before = sums();

        limit.apply();

        assertThat(folded()).containsExactly("5: 101", "60: 2");
        assertThat(sums()).isEqualTo(before);
    }

    @Test
    void changesNothingWhereHostsAreFewEnough() {
        hosts(1000);

        limit.apply();

        assertThat(folded()).isEmpty();
        assertThat(hosts()).isEqualTo(1000);
    }
}
