package dev.windowpane.control.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.control.database.TestDatabase;
import dev.windowpane.control.explain.ClusterFigures.Figures;
import dev.windowpane.control.explain.ClusterFigures.Slots;
import dev.windowpane.control.jobs.GapStore;
import dev.windowpane.control.jobs.JobStore;
import dev.windowpane.control.jobs.Observations;
import dev.windowpane.control.jobs.RevisionStore;
import dev.windowpane.control.jobs.Sighting;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.spec.ClusterName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainWithoutPostgresTest {
    private final AtomicInteger asked = new AtomicInteger();
    private Instant clock = Instant.parse("2026-01-31T12:00:00Z");

    /** Counts how often it is asked, and knows nothing. */
    private record Counting(AtomicInteger asked) implements ClusterFigures {
        @Override
        public Optional<Figures> figures(ClusterName cluster, String runId) {
            asked.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public Optional<Slots> slots(ClusterName cluster) {
            return Optional.empty();
        }
    }

    @Test
    void answersFromMemoryAndAsksFlinkOnceASecond(@TempDir Path directory) throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            TestDatabase database = new TestDatabase(postgres);
            database.sql("""
                    insert into job (name, spec, desired) values
                      ('shop', '{"name":"shop","source":{"bootstrapServers":"kafka:9092","topic":"hits"}}', 'RUNNING')
                    """, "insert into job_ledger (job) select id from job", """
                    insert into run (id, job, revision, phase) select '0123456789abcdef0123456789abcdef', id, 1, 'RUNNING' from job
                    """);
            JobStore jobs = new JobStore(new GapStore(), new RevisionStore());
            Observations observations = new Observations(Optional::<String>empty);
            Sighting up = new Sighting.Seen(Sighting.Condition.UP, 9, 9, 0, Optional.empty());
            database.database().transaction(jobs::all).forEach(job -> observations.note(job, up, job.createdAt()));
            Explain explain = new Explain(
                    database.database(), jobs, new LookStore(), observations, new Counting(asked), () -> clock);

            assertThat(explain.explain("shop").cause()).isEqualTo(Cause.OK);
            assertThat(explain.explain("shop").cause()).isEqualTo(Cause.OK);
            assertThat(asked).as("the second answer is the first").hasValue(1);

            // Cancelled by Postgres: it is there
            clock = clock.plusSeconds(5);
            database.owner("""
                    create function give_up() returns boolean language plpgsql as $$ begin
                      raise exception 'canceling statement due to statement timeout' using errcode = '57014';
                    end $$
                    """);
            database.owner(
                    "create policy give_up on lateness using (give_up()); alter table lateness enable row level security");
            database.owner("insert into lateness select id, 'a', 0, 1 from job");
            assertThat(explain.explain("shop").cause()).isEqualTo(Cause.OK);

            database.close();
            clock = clock.plusSeconds(5);
            Explanation away = explain.explain("shop");
            assertThat(away.cause()).isEqualTo(Cause.POSTGRES_UNREACHABLE);
            assertThat(away.sentence()).contains("(0 s ago)", "what follows is as of");
            clock = clock.plusSeconds(70);
            assertThat(explain.explain("shop").sentence()).contains("(1 min 10 s ago)");
            assertThat(explain.explain("shop").asOf())
                    .as("the facts are as old as the last look")
                    .isEqualTo(away.asOf());
            assertThatThrownBy(() -> explain.explain("nobody")).isInstanceOf(NoSuchThingException.class);
        }
    }
}
