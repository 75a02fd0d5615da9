package dev.windowpane.control.jars;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JARs by content in Postgres, so that every instance and every later rollback has them. */
@ApplicationScoped
public class JarStore {
    private static final String PUT =
            "insert into jar (sha256, version, size, content) values (?, ?, ?, ?) on conflict do nothing";
    private static final String ALL = """
            select sha256, version, size, added_at,
                   (select string_agg(j.name, ' ' order by j.id) from job j
                    join job_revision v on v.job = j.id and v.revision = j.revision where v.jar_sha256 = jar.sha256) as used_by
            from jar order by added_at desc, sha256
            """;
    private static final String UNDER_WAY = "phase not in ('STOPPED', 'COMPLETED', 'FAILED', 'LOST', 'SUPERSEDED')";
    /** Ours, since a run was launched with it or a revision is pinned to it; and no launch that may come next wants it. */
    private static final String SURPLUS = """
            with ours as (select sha256 from jar union select jar_sha256 from run where jar_sha256 is not null),
            wanted as (
              select v.jar_sha256 from job j join job_revision v on v.job = j.id and v.revision = j.revision where v.jar_sha256 is not null
              union select jar_sha256 from run where jar_sha256 is not null and %s)
            select sha256 from ours except select jar_sha256 from wanted
            """.formatted(UNDER_WAY);

    private static final String UNNEEDED = """
            with needed as (
              select jar_sha256 from (
                select jar_sha256, row_number() over (partition by job order by revision desc) as age from job_revision) newest
              where age <= ? and jar_sha256 is not null
              union select jar_sha256 from run where jar_sha256 is not null and %s)
            select sha256 from jar
            where added_at < clock_timestamp() - interval '1 hour' and sha256 not in (select jar_sha256 from needed)
            """.formatted(UNDER_WAY);
    /** Older revisions than those are launched with the current JAR. */
    private static final int NEWEST_REVISIONS = 10;

    private final Database database;

    public JarStore(Database database) {
        this.database = database;
    }

    /** Sees to it that Postgres has it. @return how a revision names it */
    public JarRef put(Session session, LocalJar jar) throws SQLException {
        if (!has(session, jar.sha256())) {
            byte[] content = read(jar.file());
            session.update(PUT, jar.sha256(), jar.version(), (long) content.length, content);
        }
        return new JarRef(jar.sha256(), jar.version());
    }

    List<Jar> all() {
        return database.transaction(session -> session.list(
                ALL,
                row -> new Jar(
                        row.text("sha256"),
                        row.text("version"),
                        row.bigNumber("size"),
                        row.instant("added_at"),
                        false,
                        row.optionalText("used_by")
                                .map(names -> List.of(names.split(" ")))
                                .orElse(List.of()))));
    }

    Optional<byte[]> content(String sha256) {
        return database.transaction(session ->
                session.first("select content from jar where sha256 = ?", row -> row.bytes("content"), sha256));
    }

    /** The JARs of ours that no launch that may come next wants: a cluster need not keep them. */
    public Set<String> surplus() {
        return database.transaction(session -> Set.copyOf(session.list(SURPLUS, row -> row.text("sha256"))));
    }

    /** Drops those that neither one of a job's newest revisions nor a run under way needs. @return how many */
    public int prune() {
        return database.<Integer>transaction(session -> {
            List<String> unneeded = session.list(UNNEEDED, row -> row.text("sha256"), NEWEST_REVISIONS);
            session.update("update job_revision set jar_sha256 = null where jar_sha256 = any (?)", unneeded);
            // Refused, and tried again later, if a revision has been pinned to one of them since
            return session.update("delete from jar where sha256 = any (?)", unneeded);
        });
    }

    private static boolean has(Session session, String sha256) throws SQLException {
        return session.one(
                "select exists (select 1 from jar where sha256 = ?) as found", row -> row.flag("found"), sha256);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the copy %s of the job JAR cannot be read".formatted(file), e);
        }
    }
}
