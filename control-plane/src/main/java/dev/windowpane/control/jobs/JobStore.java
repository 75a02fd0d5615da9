package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.ClusterName;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs in Postgres: what is desired is written here, runs are only read. Every change is announced on {@code windowpane_job}. */
@ApplicationScoped
public class JobStore {
    private static final String SELECT = """
            select j.id, j.name, j.spec::text as spec, j.revision, j.generation, j.desired, j.created_at, j.updated_at,
                   (select count(*) from dead_letters d where d.job = j.id and d.replay = 'WANTED') as wanted,
                   l.watermark, l.newest_hit, l.committed_at,
                   coalesce(v.made_by, 'FOUND') as made_by, v.note, v.jar_sha256, a.version, v.stable_at,
                   (select max(o.revision) from job_revision o
                    where o.job = j.id and o.revision < j.revision and o.stable_at is not null
                      and not exists (select 1 from job_revision m
                                      where m.job = j.id and m.made_by = 'MOVED' and m.revision > o.revision)) as fallback,
                   r.id as run_id, r.phase, r.revision as run_revision, r.generation as run_generation, r.cluster, r.epoch,
                   r.jar_sha256 as run_jar, r.attempt, r.submitted_at, r.deadline, r.stable_at as run_stable_at, r.error, r.code, r.hint,
                   r.created_at as run_created_at, r.updated_at as run_updated_at
            from job j
            left join job_revision v on v.job = j.id and v.revision = j.revision
            left join jar a on a.sha256 = v.jar_sha256
            left join job_ledger l on l.job = j.id
            left join lateral (select * from run where run.job = j.id order by number desc limit 1) r on true
            """;
    private static final String RUNS = """
            select number, id as run_id, phase, revision as run_revision, generation as run_generation, cluster, epoch,
                   jar_sha256 as run_jar, attempt, submitted_at, deadline, stable_at as run_stable_at, error, code, hint,
                   created_at as run_created_at, updated_at as run_updated_at
            from run where job = ? and number < ? order by number desc limit ?
            """;
    private static final String LEFT = """
            select exists (select 1 from job_revision r where r.job = ? and r.made_by = 'ROLLED_BACK'
              and r.revision > (select max(o.revision) from job_revision o where o.job = r.job and o.jar_sha256 = ?)) as left_it
            """;
    private static final String INSERT =
            "insert into job (name, spec, desired) values (?, ?::jsonb, ?) on conflict (name) do nothing returning id";

    private final GapStore gaps;
    private final RevisionStore revisions;

    public JobStore(GapStore gaps, RevisionStore revisions) {
        this.gaps = gaps;
        this.revisions = revisions;
    }

    public List<StoredJob> all(Session session) throws SQLException {
        Map<Integer, List<Gap>> open = gaps.open(session);
        return session.list(SELECT + "order by j.id", row -> job(row, open));
    }

    public Optional<StoredJob> named(Session session, String name) throws SQLException {
        Map<Integer, List<Gap>> open = gaps.open(session);
        return session.first(SELECT + "where j.name = ?", row -> job(row, open), name);
    }

    /** In the order they were made, those after the job of this number. */
    List<StoredJob> page(Session session, int after, int limit) throws SQLException {
        Map<Integer, List<Gap>> open = gaps.open(session);
        return session.list(SELECT + "where j.id > ? order by j.id limit ?", row -> job(row, open), after, limit);
    }

    /** The newest first, those before the run of this number. */
    List<NumberedRun> runs(Session session, int job, long before, int limit) throws SQLException {
        return session.list(RUNS, row -> new NumberedRun(row.bigNumber("number"), run(row)), job, before, limit);
    }

    /**
     * @param jarSha256 a JAR in Postgres; empty: the one that is current when it is launched
     * @return false if there is a job of this name already
     */
    public boolean insert(Session session, JobSpec spec, Optional<String> jarSha256, Desired desired)
            throws SQLException {
        String name = spec.name().value();
        Optional<Integer> id =
                session.first(INSERT, row -> row.number("id"), name, JobSpecJson.write(spec), desired.name());
        if (id.isPresent()) {
            session.update("insert into job_ledger (job) values (?)", id.get());
            revisions.begin(
                    session,
                    id.get(),
                    new Making(new StoredSpec.Valid(spec), jarSha256, MadeBy.CREATED, Optional.empty()));
            announce(session, name);
        }
        return id.isPresent();
    }

    /** Whether the job was rolled back from this JAR, by itself or by hand, and has not had it since. */
    public boolean hasLeft(Session session, StoredJob job, String jarSha256) throws SQLException {
        return session.one(LEFT, row -> row.flag("left_it"), job.id(), jarSha256);
    }

    /** Makes a revision the job's newest. @return false if the job has another revision by now than {@code job} */
    public boolean revise(Session session, StoredJob job, Making making) throws SQLException {
        announce(session, job.name());
        return revisions.make(session, job.id(), job.revision(), making);
    }

    /** A run of the generations before is unwanted from now on. */
    void raiseGeneration(Session session, StoredJob job) throws SQLException {
        session.update(
                "update job set generation = generation + 1, updated_at = clock_timestamp() where id = ?", job.id());
        announce(session, job.name());
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
                new Head(
                        MadeBy.valueOf(row.text("made_by")),
                        row.optionalText("note"),
                        RevisionStore.jar(row),
                        row.optionalInstant("stable_at"),
                        row.optionalBigNumber("fallback")),
                row.bigNumber("generation"),
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
        Optional<String> error = row.optionalText("error");
        String code = row.optionalText("code").filter(known -> !known.isEmpty()).orElse(RunCause.UNKNOWN);
        String hint = row.optionalText("hint").orElse("");
        return new Run(
                row.text("run_id"),
                Phase.valueOf(row.text("phase")),
                row.bigNumber("run_revision"),
                row.bigNumber("run_generation"),
                new ClusterName(row.text("cluster")),
                row.bigNumber("epoch"),
                row.optionalText("run_jar"),
                row.number("attempt"),
                row.optionalInstant("submitted_at"),
                row.optionalInstant("deadline"),
                row.optionalInstant("run_stable_at"),
                error,
                error.map(sentence -> new RunCause(code, sentence, hint)),
                row.instant("run_created_at"),
                row.instant("run_updated_at"));
    }
}
