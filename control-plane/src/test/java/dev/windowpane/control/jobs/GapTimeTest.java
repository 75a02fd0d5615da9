package dev.windowpane.control.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStack.class)
class GapTimeTest {
    @Inject
    Database database;

    @Inject
    JobStore jobs;

    @Inject
    GapTimeStore times;

    @BeforeEach
    void job() {
        TestStack.get().empty();
        TestStack.get().sql("""
                insert into job (id, name, spec, desired) overriding system value values
                  (7, 'shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'STOPPED')
                """);
    }

    @AfterEach
    void withoutJobs() {
        TestStack.get().empty();
    }

    /** Run n holds at minute n; all but the last were replaced. */
    private static void runs(int count) {
        TestStack.get().sql("""
                insert into run (id, job, revision, phase, stable_at)
                select lpad(to_hex(n), 32, '0'), 7, n, case when n < %1$d then 'SUPERSEDED' else 'STOPPED' end, timestamptz '2026-01-31T12:00:00Z' + n * interval '1 minute'
                from generate_series(1, %1$d) n order by n
                """.formatted(count));
    }

    private static void cancelled(int run, int secondsBeforeTheNextHeld) {
        TestStack.get().sql("""
                insert into history (job, job_name, kind, run, phase, at) values
                  (7, 'shop', 'PHASE', lpad(to_hex(%1$d), 32, '0'), 'CANCELLING', timestamptz '2026-01-31T12:00:00Z' + interval '%2$d seconds')
                """.formatted(run, (run + 1) * 60 - secondsBeforeTheNextHeld));
    }

    private Optional<Duration> usual() {
        return database.transaction(
                session -> times.usual(session, jobs.named(session, "shop").orElseThrow()));
    }

    @Test
    void nothingIsUsualBeforeTheFirstReplacement() {
        runs(1);

        assertThat(usual()).isEmpty();
    }

    @Test
    void theMedianOfTheLastFiveIsUsual() {
        runs(8);
        for (int run = 1; run < 8; run++) {
            cancelled(run, run * run);
        }

        // 49, 36, 25, 16 and 9 seconds
        assertThat(usual()).contains(Duration.ofSeconds(25));
    }

    @Test
    void aReplacementThatNeverHeldDoesNotCount() {
        runs(3);
        cancelled(1, 5);
        cancelled(2, 9);
        TestStack.get().sql("update run set stable_at = null where revision = 3");

        assertThat(usual()).contains(Duration.ofSeconds(5));
    }
}
