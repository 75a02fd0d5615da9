package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.Phase;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.RunCause;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Runs} in Postgres. Every change of a run is one statement with its guards. Times are the database's. */
@ApplicationScoped
class RunStore implements Runs {
    private static final String LEASE_IS_OURS =
            "exists (select 1 from lease where key = 'reconciler' and token = ? and expires_at > clock_timestamp())";
    private static final String PLAN = """
            insert into run (id, job, revision, generation, cluster, phase, attempt, created_at, updated_at)
            select ?, ?, ?, ?, ?, 'PLANNED', ?, clock_timestamp(), clock_timestamp() where %s
            on conflict do nothing
            """.formatted(LEASE_IS_OURS);
    private static final String MOVE = """
            update run set phase = ?, error = ?, code = ?, hint = ?, jar_sha256 = coalesce(?, jar_sha256),
              deadline = clock_timestamp() + make_interval(secs => ?), updated_at = clock_timestamp()
            where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NOTE_ERROR = """
            update run set error = ?, code = ?, hint = ?, updated_at = clock_timestamp() where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NOTE_STABLE = """
            update run set stable_at = clock_timestamp() where id = ? and phase = ? and %s
            """.formatted(LEASE_IS_OURS);
    private static final String NEXT_EPOCH = "update job_ledger set epoch = epoch + 1 where job = ? returning epoch";
    private static final String SUBMITTED = "update run set epoch = ?, submitted_at = clock_timestamp() where id = ?";
    private static final String PIN = """
            insert into job_revision (job, revision, spec, jar_sha256, made_by)
            select id, revision, spec, ?, 'FOUND' from job where id = ? and revision = ?
            on conflict (job, revision) do update set jar_sha256 = coalesce(job_revision.jar_sha256, excluded.jar_sha256)
            """;
    private static final String ROLL_BACK = """
            update job set spec = old.spec, revision = job.revision + 1, updated_at = clock_timestamp()
            from job_revision old, job_revision newest
            where job.id = ? and job.revision = ? and job.desired = 'RUNNING' and old.job = job.id and old.revision = ?
              and newest.job = job.id and newest.revision = job.revision and newest.stable_at is null and %s
            """.formatted(LEASE_IS_OURS);
    private static final String KEEP_ROLLED_BACK = """
            insert into job_revision (job, revision, spec, jar_sha256, made_by, note)
            select job, ?, spec, jar_sha256, 'ROLLED_BACK', ? from job_revision where job = ? and revision = ?
            """;
    private static final String OF_OURS = """
            select r.id, r.job, j.name, r.phase, r.revision, r.generation, r.epoch = l.epoch as newest, r.updated_at
            from run r join job j on j.id = r.job join job_ledger l on l.job = r.job
            where r.id = any (?) and r.cluster = ?
            union all
            select h.run, h.job, h.job_name, null, h.revision, 0, false, h.at
            from history h
            where h.run = any (?) and h.kind = 'PHASE' and h.phase = 'SUBMITTING' and not exists (select 1 from run r where r.id = h.run)
            """;
    private static final String MAKE_ROOM = """
            update run set phase = 'SUPERSEDED', updated_at = clock_timestamp()
            where job = ? and phase in ('PLANNED', 'JAR_READY') and %s
            returning id
            """.formatted(LEASE_IS_OURS);
    private static final String ADOPT = """
            update run set phase = 'STARTING', error = null, code = null, hint = null, number = default, updated_at = clock_timestamp()
            where id = ? and phase = 'LOST' and epoch = (select epoch from job_ledger where job = run.job)
              and not exists (select 1 from run other where other.job = run.job and other.phase in (
                'PLANNED', 'JAR_READY', 'SUBMITTING', 'STARTING', 'RUNNING', 'CANCELLING')) and %s
            """.formatted(LEASE_IS_OURS);
    private static final String REVISION_HOLDS =
            "update job_revision set stable_at = clock_timestamp() where job = ? and revision = ? and stable_at is null";

    private final Database database;
    private final JarStore jars;
    private final HistoryStore history;

    RunStore(Database database, JarStore jars, HistoryStore history) {
        this.database = database;
        this.jars = jars;
        this.history = history;
    }

    @Override
    public boolean plan(long token, StoredJob job, String runId, int attempt) {
        return changed(job, session -> {
            String cluster = job.cluster().value();
            int planned =
                    session.update(PLAN, runId, job.id(), job.revision(), job.generation(), cluster, attempt, token);
            if (planned == 1) {
                RunCause how = RunCause.of("attempt " + attempt);
                history.phase(session, job, runId, job.revision(), Phase.PLANNED, how);
            }
            return planned;
        });
    }

    @Override
    public boolean move(long token, StoredJob job, Run run, Move move) {
        return changed(job, session -> moveAndTell(session, token, job, run, move));
    }

    @Override
    public Optional<Long> submit(long token, StoredJob job, Run run, LocalJar jar, Duration patience) {
        Move move = Move.to(Phase.SUBMITTING).with(jar.sha256()).within(patience);
        return database.transaction(session -> {
            if (move(session, token, run, move) == 0) {
                return Optional.<Long>empty();
            }
            session.update("insert into job_ledger (job) values (?) on conflict do nothing", job.id());
            long epoch = session.one(NEXT_EPOCH, row -> row.bigNumber("epoch"), job.id());
            session.update(SUBMITTED, epoch, run.id());
            if (job.head().jar().isEmpty()) {
                jars.put(session, jar);
                session.update(PIN, jar.sha256(), job.id(), run.revision());
            }
            history.phase(session, job, run.id(), run.revision(), move.to(), RunCause.of("epoch " + epoch));
            announce(session, job);
            return Optional.of(epoch);
        });
    }

    @Override
    public boolean noteError(long token, StoredJob job, Run run, RunCause error) {
        return changed(job, session -> {
            int noted = session.update(
                    NOTE_ERROR,
                    error.sentence(),
                    error.code(),
                    error.hint(),
                    run.id(),
                    run.phase().name(),
                    token);
            // It is tried every few seconds: the same again is no news
            if (noted == 1 && run.error().filter(error.sentence()::equals).isEmpty()) {
                history.phase(session, job, run.id(), run.revision(), run.phase(), error);
            }
            return noted;
        });
    }

    @Override
    public boolean noteStable(long token, StoredJob job, Run run) {
        return changed(job, session -> {
            int noted = session.update(NOTE_STABLE, run.id(), run.phase().name(), token);
            if (noted == 1) {
                session.update(REVISION_HOLDS, job.id(), run.revision());
            }
            return noted;
        });
    }

    @Override
    public boolean rollBack(long token, StoredJob job, long to, String why) {
        return changed(job, session -> {
            int made = session.update(ROLL_BACK, job.id(), job.revision(), to, token);
            if (made == 1) {
                String note = "%s; spec and JAR of revision %d again".formatted(why, to);
                session.update(KEEP_ROLLED_BACK, job.revision() + 1, note, job.id(), to);
                history.revision(session, job, job.revision() + 1, note);
            }
            return made;
        });
    }

    @Override
    public List<PastRun> ofOurs(ClusterName cluster, Collection<String> flinkJobs) {
        List<String> ids = List.copyOf(flinkJobs);
        return database.transaction(session -> session.list(OF_OURS, RunStore::pastRun, ids, cluster.value(), ids));
    }

    @Override
    public boolean adopt(long token, StoredJob job, PastRun run) {
        return changed(job, session -> {
            for (String unsent : session.list(MAKE_ROOM, row -> row.text("id"), job.id(), token)) {
                RunCause why = RunCause.of("Flink has run %s after all".formatted(run.id()));
                history.phase(session, job, unsent, job.revision(), Phase.SUPERSEDED, why);
            }
            int adopted = session.update(ADOPT, run.id(), token);
            if (adopted == 1) {
                RunCause why = RunCause.of("Flink has it after all; it goes on under its epoch");
                history.phase(session, job, run.id(), run.revision(), Phase.STARTING, why);
            }
            return adopted;
        });
    }

    @Override
    public void exception(StoredJob job, Run run, Instant at, RunCause why) {
        database.<Boolean>transaction(session -> {
            history.exception(session, job, run, at, why);
            return true;
        });
    }

    @Override
    public void note(int job, String jobName, Optional<String> flinkJob, String what) {
        database.<Boolean>transaction(session -> {
            history.note(session, job, jobName, flinkJob, what);
            return true;
        });
    }

    private static PastRun pastRun(Row row) throws SQLException {
        return new PastRun(
                row.text("id"),
                row.number("job"),
                row.text("name"),
                row.optionalText("phase").map(Phase::valueOf),
                row.bigNumber("revision"),
                row.bigNumber("generation"),
                row.flag("newest"),
                row.instant("updated_at"));
    }

    private int moveAndTell(Session session, long token, StoredJob job, Run run, Move move) throws SQLException {
        int moved = move(session, token, run, move);
        if (moved == 1) {
            history.phase(
                    session,
                    job,
                    run.id(),
                    run.revision(),
                    move.to(),
                    move.why().orElse(RunCause.NONE));
        }
        return moved;
    }

    private static int move(Session session, long token, Run run, Move move) throws SQLException {
        @Nullable RunCause error = move.error().orElse(null);
        @Nullable String sha256 = move.jarSha256().orElse(null);
        return session.update(
                MOVE,
                move.to().name(),
                error == null ? null : error.sentence(),
                error == null ? null : error.code(),
                error == null ? null : error.hint(),
                sha256,
                move.deadline().toMillis() / 1000.0,
                run.id(),
                run.phase().name(),
                token);
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
