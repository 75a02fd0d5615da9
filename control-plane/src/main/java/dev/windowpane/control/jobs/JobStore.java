package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs in Postgres: what is desired is written here, runs are only read. Every change is announced on {@code windowpane_job}. */
@ApplicationScoped
public class JobStore {
    private static final String SELECT = """
            select j.id, j.name, j.spec::text as spec, j.revision, j.desired, j.created_at, j.updated_at,
                   (select count(*) from dead_letters d where d.job = j.id and d.replay = 'WANTED') as wanted,
                   l.watermark, l.newest_hit, l.committed_at,
                   r.id as run_id, r.phase, r.revision as run_revision, r.epoch, r.jar_sha256, r.attempt, r.deadline, r.stable_at,
                   r.error, r.created_at as run_created_at, r.updated_at as run_updated_at
            from job j
            left join job_ledger l on l.job = j.id
            left join lateral (select * from run where run.job = j.id order by number desc limit 1) r on true
            """;
    private static final String RUNS = """
            select id as run_id, phase, revision as run_revision, epoch, jar_sha256, attempt, deadline, stable_at, error,
                   created_at as run_created_at, updated_at as run_updated_at
            from run where job = ? order by number desc limit 100
            """;
    private static final String INSERT =
            "insert into job (name, spec, desired) values (?, ?::jsonb, ?) on conflict (name) do nothing returning id";
    private static final String UPDATE_SPEC =
            "update job set spec = ?::jsonb, revision = revision + 1, updated_at = clock_timestamp() where id = ? and revision = ?";

    private final GapStore gaps;

    public JobStore(GapStore gaps) {
        this.gaps = gaps;
    }

    public List<StoredJob> all(Session session) throws SQLException {
        Map<Integer, List<Gap>> open = gaps.open(session);
        return session.list(SELECT + "order by j.id", row -> job(row, open));
    }

    public Optional<StoredJob> named(Session session, String name) throws SQLException {
        Map<Integer, List<Gap>> open = gaps.open(session);
        return session.first(SELECT + "where j.name = ?", row -> job(row, open), name);
    }

    List<Run> runs(Session session, int job) throws SQLException {
        return session.list(RUNS, JobStore::run, job);
    }

    /** @return false if there is a job of this name already */
    public boolean insert(Session session, JobSpec spec, Desired desired) throws SQLException {
        String name = spec.name().value();
        Optional<Integer> id =
                session.first(INSERT, row -> row.number("id"), name, JobSpecJson.write(spec), desired.name());
        if (id.isPresent()) {
            session.update("insert into job_ledger (job) values (?)", id.get());
            announce(session, name);
        }
        return id.isPresent();
    }

    /** @return false if the job has another revision by now */
    public boolean replaceSpec(Session session, StoredJob job, JobSpec spec) throws SQLException {
        announce(session, job.name());
        return session.update(UPDATE_SPEC, JobSpecJson.write(spec), job.id(), job.revision()) == 1;
    }

    /** Until the transaction ends nobody else changes the job or plans a run of it. */
    void lock(Session session, String name) throws SQLException {
        session.list("select id from job where name = ? for update", row -> row.number("id"), name);
    }

    /** No launch until now may write offsets or counts any more. */
    void fence(Session session, StoredJob job) throws SQLException {
        session.update("update job_ledger set epoch = epoch + 1 where job = ?", job.id());
    }

    /** Whether it stands somewhere in its topic. */
    boolean hasOffsets(Session session, StoredJob job) throws SQLException {
        return session.one(
                "select exists (select 1 from job_progress where job = ?) as found",
                row -> row.flag("found"),
                job.id());
    }

    /** Says that the user wants something of it now: waiting for a better time ends. */
    void touch(Session session, StoredJob job) throws SQLException {
        session.update("update job set updated_at = clock_timestamp() where id = ?", job.id());
        announce(session, job.name());
    }

    void setDesired(Session session, StoredJob job, Desired desired) throws SQLException {
        // Also where it is desired already: to say it again ends a back-off
        session.update(
                "update job set desired = ?, updated_at = clock_timestamp() where id = ?", desired.name(), job.id());
        announce(session, job.name());
    }

    /** Removes the job, its runs, its ledger and its counts. */
    void delete(Session session, StoredJob job) throws SQLException {
        // What Flink may still run of it must not leave counts behind that belong to no job
        fence(session, job);
        for (CountTable table : CountTable.values()) {
            for (Resolution resolution : Resolution.values()) {
                deleteCounts(session, table.table(resolution), job);
            }
        }
        deleteCounts(session, "window_ledger", job);
        session.update("delete from job where id = ?", job.id());
        announce(session, job.name());
    }

    /** In pieces, so that none comes near the statement time-out. */
    private static void deleteCounts(Session session, String table, StoredJob job) throws SQLException {
        String some =
                "delete from %1$s where %2$s = ? and %3$s = any (array(select distinct %3$s from %1$s where %2$s = ? limit 20))"
                        .formatted(table, CountTable.JOB, CountTable.WINDOW_START);
        int deleted;
        do {
            deleted = session.update(some, job.id(), job.id());
        } while (deleted > 0);
    }

    private static void announce(Session session, String name) throws SQLException {
        session.one("select pg_notify('windowpane_job', json_build_object('job', ?::text)::text)", row -> true, name);
    }

    private static StoredJob job(Row row, Map<Integer, List<Gap>> gaps) throws SQLException {
        int id = row.number("id");
        return new StoredJob(
                id,
                row.text("name"),
                StoredSpec.parse(row.text("spec")),
                row.bigNumber("revision"),
                Desired.valueOf(row.text("desired")),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.optionalText("run_id").isPresent() ? Optional.of(run(row)) : Optional.<Run>empty(),
                gaps.getOrDefault(id, List.of()),
                row.bigNumber("wanted"),
                row.optionalInstant("watermark"),
                row.optionalInstant("newest_hit"),
                row.optionalInstant("committed_at"));
    }

    private static Run run(Row row) throws SQLException {
        Instant createdAt = row.instant("run_created_at");
        return new Run(
                row.text("run_id"),
                Phase.valueOf(row.text("phase")),
                row.bigNumber("run_revision"),
                row.bigNumber("epoch"),
                row.optionalText("jar_sha256"),
                row.number("attempt"),
                row.optionalInstant("deadline"),
                row.optionalInstant("stable_at"),
                row.optionalText("error"),
                createdAt,
                row.instant("run_updated_at"));
    }
}
