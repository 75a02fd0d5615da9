package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs. Every change is one statement that asks for the lease's token and the phase as it was read, so of two that want to
 * act, one changes nothing and learns it. Times are the database's.
 */
@ApplicationScoped
class RunStore {
    private static final String LEASE_IS_OURS =
            "exists (select 1 from lease where key = 'reconciler' and token = ? and expires_at > clock_timestamp())";
    private static final String PLAN = """
            insert into run (id, job, revision, phase, attempt, created_at, updated_at)
            select ?, ?, ?, 'PLANNED', ?, clock_timestamp(), clock_timestamp() where %s
            on conflict do nothing
            """.formatted(LEASE_IS_OURS);
    private static final String MOVE = """
            update run set phase = ?, error = ?, jar_sha256 = coalesce(?, jar_sha256),
              deadline = clock_timestamp() + make_interval(secs => ?), updated_at = clock_timestamp()
            where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NOTE_ERROR = """
            update run set error = ?, updated_at = clock_timestamp() where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NOTE_STABLE = """
            update run set stable_at = clock_timestamp() where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NEXT_EPOCH = "update job_ledger set epoch = epoch + 1 where job = ? returning epoch";

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    boolean plan(long token, StoredJob job, String runId, int attempt) {
        return changed(job, session -> session.update(PLAN, runId, job.id(), job.revision(), attempt, token));
    }

    /** @param deadline from now on; what it means depends on the phase */
    boolean move(
            long token,
            StoredJob job,
            Run run,
            Phase to,
            Optional<String> error,
            Optional<String> jarSha256,
            Duration deadline) {
        return changed(job, session -> move(session, token, run, to, error, jarSha256, deadline));
    }

    /** @return the epoch, taken in the same transaction; empty if the run is not ours to submit */
    Optional<Long> submit(long token, StoredJob job, Run run, String jarSha256, Duration patience) {
        return database.transaction(session -> {
            if (move(session, token, run, Phase.SUBMITTING, Optional.empty(), Optional.of(jarSha256), patience) == 0) {
                return Optional.<Long>empty();
            }
            session.update("insert into job_ledger (job) values (?) on conflict do nothing", job.id());
            long epoch = session.one(NEXT_EPOCH, row -> row.bigNumber("epoch"), job.id());
            session.update("update run set epoch = ? where id = ?", epoch, run.id());
            announce(session, job);
            return Optional.of(epoch);
        });
    }

    boolean noteError(long token, StoredJob job, Run run, Phase phase, String error) {
        return changed(job, session -> session.update(NOTE_ERROR, error, run.id(), phase.name(), token));
    }

    boolean noteStable(long token, StoredJob job, Run run) {
        return changed(
                job,
                session -> session.update(NOTE_STABLE, run.id(), run.phase().name(), token));
    }

    private static int move(
            Session session,
            long token,
            Run run,
            Phase to,
            Optional<String> error,
            Optional<String> jarSha256,
            Duration deadline)
            throws SQLException {
        @Nullable String text = error.orElse(null);
        @Nullable String sha256 = jarSha256.orElse(null);
        double seconds = deadline.toMillis() / 1000.0;
        return session.update(
                MOVE, to.name(), text, sha256, seconds, run.id(), run.phase().name(), token);
    }

    private boolean changed(StoredJob job, Database.Work<Integer> work) {
        return database.<Boolean>transaction(session -> {
            boolean changed = work.with(session) == 1;
            if (changed) {
                announce(session, job);
            }
            return changed;
        });
    }

    private static void announce(Session session, StoredJob job) throws SQLException {
        session.one(
                "select pg_notify('windowpane_job', json_build_object('job', ?::text)::text)", row -> true, job.name());
    }
}
