package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to jobs. It is only added to, in the transaction of what it tells, and outlives runs, the JobManager and the job. */
@ApplicationScoped
public class HistoryStore {
    private static final String REQUEST = """
            insert into history (job, job_name, kind, revision, detail, actor, request_id) values (?, ?, 'REQUEST', ?, ?, ?, ?)
            """;
    private static final String PHASE = """
            insert into history (job, job_name, kind, run, revision, phase, code, detail) values (?, ?, 'PHASE', ?, ?, ?, ?, ?)
            """;
    private static final String EXCEPTION = """
            insert into history (job, job_name, kind, run, revision, at, code, detail) values (?, ?, 'EXCEPTION', ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String REVISION =
            "insert into history (job, job_name, kind, revision, detail) values (?, ?, 'REVISION', ?, ?)";
    private static final String NOTE =
            "insert into history (job, job_name, kind, run, detail) values (?, ?, 'NOTE', ?, ?)";
    private static final String PAGE = """
            select id, at, kind, run, revision, phase, code, detail, actor, request_id
            from history where job = ? and id < ? and (?::text is null or kind = ?) order by id desc limit ?
            """;

    /** Somebody asked for something; {@code detail} says for what, and the job is as it is afterwards. */
    public void request(Session session, StoredJob job, String detail, String actor, String requestId)
            throws SQLException {
        session.update(REQUEST, job.id(), job.name(), job.revision(), detail, actor, requestId);
    }

    /** A run has come to a phase. */
    public void phase(Session session, StoredJob job, String run, long revision, Phase phase, RunCause why)
            throws SQLException {
        @Nullable String code = why.code().isEmpty() ? null : why.code();
        session.update(PHASE, job.id(), job.name(), run, revision, phase.name(), code, why.sentence());
    }

    /** Flink noted an error of a run at its own time. It is added once, however often it is told. */
    public void exception(Session session, StoredJob job, Run run, Instant at, RunCause why) throws SQLException {
        session.update(EXCEPTION, job.id(), job.name(), run.id(), run.revision(), at, why.code(), why.sentence());
    }

    /** Spec or JAR changed by itself. */
    public void revision(Session session, StoredJob job, long revision, String detail) throws SQLException {
        session.update(REVISION, job.id(), job.name(), revision, detail);
    }

    /** What was seen or done besides; {@code flinkJob} is the one that it is about. */
    public void note(Session session, int job, String jobName, Optional<String> flinkJob, String detail)
            throws SQLException {
        @Nullable String run = flinkJob.orElse(null);
        session.update(NOTE, job, jobName, run, detail);
    }

    /** The newest first, those whose id is below {@code before}. */
    public List<HistoryEntry> page(Session session, int job, Optional<HistoryKind> kind, long before, int limit)
            throws SQLException {
        @Nullable String wanted = kind.map(Enum::name).orElse(null);
        return session.list(PAGE, HistoryStore::entry, job, before, wanted, wanted, limit);
    }

    private static HistoryEntry entry(Row row) throws SQLException {
        return new HistoryEntry(
                row.bigNumber("id"),
                row.instant("at"),
                HistoryKind.valueOf(row.text("kind")),
                row.optionalText("run"),
                row.optionalBigNumber("revision"),
                row.optionalText("phase").map(Phase::valueOf),
                row.optionalText("code"),
                row.text("detail"),
                row.optionalText("actor"),
                row.optionalText("request_id"));
    }
}
