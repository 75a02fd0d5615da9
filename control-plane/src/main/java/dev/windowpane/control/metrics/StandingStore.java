package dev.windowpane.control.metrics;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how far all jobs have counted, in two statements whatever their number. */
@ApplicationScoped
class StandingStore {
    /** Nothing here may grow with the age of a job, as it is asked every few seconds. */
    private static final String ALL = """
            select j.id, j.name, clock_timestamp() as as_of, coalesce(p.read, 0) as read, l.watermark, l.committed_at,
                   coalesce(l.commits, 0) as commits, not exists (select 1 from ledger_violation v where v.job = j.id) as balanced
            from job j
            left join job_ledger l on l.job = j.id
            left join (select job, sum(read)::bigint as read from job_progress group by job) p on p.job = j.id
            order by j.id
            """;

    private static final String DEAD_LETTERS =
            "select job, reason, sum(rejected)::bigint as rejected from dead_letter_counts group by job, reason";

    List<Standing> all(Session session) throws SQLException {
        Map<Integer, Map<String, Long>> deadLetters = new HashMap<>();
        session.list(DEAD_LETTERS, Rejected::of)
                .forEach(row -> deadLetters
                        .computeIfAbsent(row.job(), job -> new HashMap<>())
                        .put(row.reason(), row.number()));
        return session.list(ALL, row -> standing(row, deadLetters));
    }

    private static Standing standing(Row row, Map<Integer, Map<String, Long>> deadLetters) throws SQLException {
        int job = row.number("id");
        return new Standing(
                job,
                row.text("name"),
                row.instant("as_of"),
                row.bigNumber("read"),
                row.optionalInstant("watermark"),
                row.optionalInstant("committed_at"),
                row.bigNumber("commits"),
                row.flag("balanced"),
                deadLetters.getOrDefault(job, Map.of()));
    }

    private record Rejected(int job, String reason, long number) {
        static Rejected of(Row row) throws SQLException {
            return new Rejected(row.number("job"), row.text("reason"), row.bigNumber("rejected"));
        }
    }
}
