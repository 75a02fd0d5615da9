package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.jars.JarRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The revisions of jobs. A job has a row of its newest one as soon as it has that. */
@ApplicationScoped
public class RevisionStore {
    private static final String SELECT = """
            select v.revision, v.spec::text as spec, v.jar_sha256, a.version, v.made_by, v.note, v.created_at, v.stable_at,
                   v.revision = j.revision as current
            from job_revision v join job j on j.id = v.job left join jar a on a.sha256 = v.jar_sha256
            where v.job = ?
            """;
    private static final String KEEP = """
            insert into job_revision (job, revision, spec, jar_sha256, made_by, note) values (?, ?, ?::jsonb, ?, ?, ?)
            """;
    private static final String ADVANCE = """
            update job set spec = ?::jsonb, revision = revision + 1, updated_at = clock_timestamp() where id = ? and revision = ?
            """;

    /** The newest first, those before {@code before}. */
    List<Revision> page(Session session, int job, long before, int limit) throws SQLException {
        return session.list(
                SELECT + "and v.revision < ? order by v.revision desc limit ?",
                RevisionStore::revision,
                job,
                before,
                limit);
    }

    public Optional<Revision> find(Session session, int job, long revision) throws SQLException {
        return session.first(SELECT + "and v.revision = ?", RevisionStore::revision, job, revision);
    }

    /** Notes the first revision of a job that was just made. */
    void begin(Session session, int job, Making making) throws SQLException {
        keep(session, job, 1, making);
    }

    /** Makes it the job's newest. @return false if the job has another revision by now than {@code after} */
    public boolean make(Session session, int job, long after, Making making) throws SQLException {
        if (session.update(ADVANCE, making.spec().json(), job, after) == 0) {
            return false;
        }
        keep(session, job, after + 1, making);
        return true;
    }

    private static void keep(Session session, int job, long revision, Making making) throws SQLException {
        @Nullable String jar = making.jarSha256().orElse(null);
        @Nullable String note = making.note().orElse(null);
        session.update(
                KEEP, job, revision, making.spec().json(), jar, making.madeBy().name(), note);
    }

    static Optional<JarRef> jar(Row row) throws SQLException {
        String version = row.optionalText("version").orElse("unknown");
        return row.optionalText("jar_sha256").map(sha256 -> new JarRef(sha256, version));
    }

    private static Revision revision(Row row) throws SQLException {
        return new Revision(
                row.bigNumber("revision"),
                MadeBy.valueOf(row.text("made_by")),
                row.optionalText("note"),
                jar(row),
                row.optionalInstant("stable_at"),
                row.instant("created_at"),
                row.flag("current"),
                StoredSpec.parse(row.text("spec")));
    }
}
