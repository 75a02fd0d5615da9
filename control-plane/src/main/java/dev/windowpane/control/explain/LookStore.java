package dev.windowpane.control.explain;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.explain.Look.Partition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads how far a job has counted. */
@ApplicationScoped
class LookStore {
    /** Nothing here may grow with the age of a job, as it is asked every few seconds: the first window is the first entry of an index. */
    private static final String LEDGER = """
            select clock_timestamp() as as_of, l.watermark, l.newest_hit, l.committed_at,
              (select min(window_start) from window_ledger where job = ?) as first_window
            from (select 1) one left join job_ledger l on l.job = ?
            """;

    private static final String PARTITIONS =
            "select partition, read, rejected, newest_hit, moved_at from job_progress where job = ? order by partition";
    private static final String DEAD_LETTERS =
            "select reason as key, sum(rejected)::bigint as n from dead_letter_counts where job = ? group by reason";
    private static final String LATENESS =
            "select seconds::text as key, sum(num_hits)::bigint as n from lateness where job = ? group by seconds";

    Look look(Session session, int job) throws SQLException {
        List<Partition> partitions = session.list(PARTITIONS, LookStore::partition, job);
        Map<String, Long> deadLetters = sums(session, DEAD_LETTERS, job);
        Map<Long, Long> lateness = sums(session, LATENESS, job).entrySet().stream()
                .collect(Collectors.toMap(bucket -> Long.parseLong(bucket.getKey()), Map.Entry::getValue));
        return session.one(LEDGER, row -> look(row, partitions, deadLetters, lateness), job, job);
    }

    private static Look look(
            Row row, List<Partition> partitions, Map<String, Long> deadLetters, Map<Long, Long> lateness)
            throws SQLException {
        Instant asOf = row.instant("as_of");
        Optional<Instant> watermark = row.optionalInstant("watermark");
        return new Look(
                asOf,
                watermark,
                row.optionalInstant("newest_hit"),
                row.optionalInstant("committed_at"),
                row.optionalInstant("first_window"),
                partitions,
                deadLetters,
                lateness);
    }

    private static Partition partition(Row row) throws SQLException {
        return new Partition(
                row.number("partition"),
                row.bigNumber("read"),
                row.bigNumber("rejected"),
                row.optionalInstant("newest_hit"),
                row.optionalInstant("moved_at"));
    }

    private record Sum(String key, long number) {}

    private static Map<String, Long> sums(Session session, String sql, int job) throws SQLException {
        return session.list(sql, row -> new Sum(row.text("key"), row.bigNumber("n")), job).stream()
                .collect(Collectors.toMap(Sum::key, Sum::number));
    }
}
