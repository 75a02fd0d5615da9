package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.NoSuchThingException;
import dev.windowpane.spec.InvalidSpecException;
import dev.windowpane.spec.JobSpecJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which job the {@code job} parameter of a request means. */
@ApplicationScoped
public class JobRefStore {
    private static final String ALL = "select id, name, spec::text as spec from job order by id";
    private static final String NAMED = "select id, spec::text as spec from job where name = ?";
    private static final String LABEL = """
            select now() as as_of, l.watermark, l.newest_hit, l.committed_at,
                   concat_ws(' ', l.epoch, l.commits, extract(epoch from l.committed_at), l.kept_from) as version
            from (select 1) one left join job_ledger l on l.job = ?
            """;

    /** Every job whose spec this version can read, in the order they were made; of another the Jobs page says what is wrong. */
    public List<JobRef> all(Session session) throws SQLException {
        return session.list(ALL, JobRefStore::readable).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The names of the jobs that {@link #all} leaves out. */
    List<String> leftOut(Session session) throws SQLException {
        return session
                .list(ALL, row -> readable(row).isPresent() ? Optional.<String>empty() : Optional.of(row.text("name")))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The named job, or all of them without a name. */
    public List<JobRef> matching(Session session, Optional<String> name) throws SQLException {
        return name.isPresent() ? List.of(named(session, name.get())) : all(session);
    }

    /**
     * The named job, or the only one without a name.
     *
     * @throws InvalidRequestException if there is no name and not exactly one job
     * @throws NoSuchThingException if there is no such job
     */
    public JobRef single(Session session, Optional<String> name) throws SQLException {
        if (name.isPresent()) {
            return named(session, name.get());
        }
        List<JobRef> jobs = all(session);
        if (jobs.size() == 1) {
            return jobs.getFirst();
        }
        throw new InvalidRequestException(
                "?job",
                jobs.isEmpty()
                        ? "there is no job yet"
                        : "there are several jobs, so say which one: "
                                + jobs.stream().map(JobRef::name).collect(Collectors.joining(", ")));
    }

    /** The moment that the transaction sees, by the database's clock. */
    Instant now(Session session) throws SQLException {
        return session.one("select now() as now", row -> row.instant("now"));
    }

    /** How far the job's counts have come. */
    public Label label(Session session, JobRef job) throws SQLException {
        return session.one(
                LABEL,
                row -> new Label(
                        row.optionalInstant("watermark"),
                        row.optionalInstant("newest_hit"),
                        row.optionalInstant("committed_at"),
                        row.instant("as_of"),
                        row.text("version")),
                job.id());
    }

    /** Tells everybody who watches the job, when the transaction commits. */
    void announce(Session session, JobRef job) throws SQLException {
        session.one(
                "select pg_notify('windowpane_job', json_build_object('job', ?::text)::text)", row -> true, job.name());
    }

    private static JobRef named(Session session, String name) throws SQLException {
        return session.first(NAMED, JobRefStore::ref, name).orElseThrow(() -> NoSuchThingException.job(name));
    }

    private static Optional<JobRef> readable(Row row) throws SQLException {
        try {
            return Optional.of(ref(row));
        } catch (InvalidSpecException e) {
            return Optional.empty();
        }
    }

    private static JobRef ref(Row row) throws SQLException {
        return new JobRef(row.number("id"), JobSpecJson.parse(row.text("spec")));
    }
}
