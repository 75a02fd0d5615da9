package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ledger's sums: over the windows' ledger and the counts by day, since those by window may be many. */
@ApplicationScoped
class LedgerStore {
    private static final String PROGRESS = """
            select coalesce(p.partition, w.partition) as partition, coalesce(start_offset, 0) as start_offset,
                   coalesce(next_offset, 0) as next_offset, end_offset, coalesce(read, 0) as read, coalesce(rejected, 0) as rejected,
                   coalesce(retired, 0) as retired, coalesce(skipped, 0) as skipped, newest_hit, moved_at,
                   coalesce(on_time, 0) as on_time, coalesce(open, 0) as open, coalesce(late, 0) as late
            from (select * from job_progress where job = ?) p
            full join (
              select partition, sum(late_hits)::bigint as late,
                     (sum(num_hits - late_hits) filter (where window_start <= final))::bigint as on_time,
                     (sum(num_hits - late_hits) filter (where window_start > final))::bigint as open
              from window_ledger, (select coalesce(?::timestamptz, '-infinity') as final) f where job = ? group by partition) w
            on w.partition = p.partition
            order by 1
            """;
    private static final String REASONS = "select partition, reason, rejected from dead_letter_counts where job = ?";
    private static final String HEAD = "select epoch, commits from job_ledger where job = ?";
    private static final String VIOLATIONS =
            "select found_at, rule, detail from ledger_violation where job = ? order by found_at desc, rule limit 20";
    private static final String NO_DROP = Arrays.stream(CountTable.values())
            .flatMap(table -> Stream.of(Resolution.values()).map(table::table))
            .collect(Collectors.joining(", ", "lock table ", " in access share mode"));

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final JobRefStore jobs;

    LedgerStore(JobRefStore jobs) {
        this.jobs = jobs;
    }

    /**
     * Keeps retention from dropping months while the transaction lasts. To be called first: a snapshot does not know a dropped table's
     * rows any more, but still the ledger's.
     */
    void forbidDrops(Session session) throws SQLException {
        session.update(NO_DROP);
    }

    /** For what nobody waits for. */
    void takeTime(Session session) throws SQLException {
        session.allow(LONGEST);
    }

    JobLedger ledger(Session session, JobRef job) throws SQLException {
        Label label = jobs.label(session, job);
        Map<Integer, Map<String, Long>> reasons = new HashMap<>();
        Map<String, Long> byReason = new HashMap<>();
        session.list(REASONS, ReasonCount::of, job.id()).forEach(reason -> {
            reasons.computeIfAbsent(reason.partition(), partition -> new HashMap<>())
                    .put(reason.reason(), reason.rejected());
            byReason.merge(reason.reason(), reason.rejected(), Long::sum);
        });
        Optional<Instant> newestFinal =
                label.watermark().map(mark -> mark.minus(job.spec().window().size()));
        List<PartitionProgress> partitions =
                session.list(PROGRESS, row -> progress(row, reasons), job.id(), newestFinal.orElse(null), job.id());
        return JobLedger.of(job, label, sums(session, job, byReason), partitions, violations(session, job));
    }

    private static JobLedger.Sums sums(Session session, JobRef job, Map<String, Long> byReason) throws SQLException {
        List<Long> head = session.first(
                        HEAD, row -> List.of(row.bigNumber("epoch"), row.bigNumber("commits")), job.id())
                .orElse(List.of(0L, 0L));
        return new JobLedger.Sums(
                counted(session, CountTable.HITS_BY_HOST, job),
                job.countsBy(CountTable.HITS_BY_HOST_AND_REFERRER)
                        ? Optional.of(counted(session, CountTable.HITS_BY_HOST_AND_REFERRER, job))
                        : Optional.<Long>empty(),
                DeadLetters.of(byReason),
                head.getFirst(),
                head.getLast());
    }

    private static List<Violation> violations(Session session, JobRef job) throws SQLException {
        return session.list(
                VIOLATIONS,
                row -> new Violation(row.instant("found_at"), Rule.valueOf(row.text("rule")), row.text("detail")),
                job.id());
    }

    private static long counted(Session session, CountTable table, JobRef job) throws SQLException {
        String sql = "select coalesce(sum(%s), 0)::bigint as counted from %s where %s = ?"
                .formatted(CountTable.NUM_HITS, table.table(Resolution.DAY), CountTable.JOB);
        return session.one(sql, row -> row.bigNumber("counted"), job.id());
    }

    private static PartitionProgress progress(Row row, Map<Integer, Map<String, Long>> reasons) throws SQLException {
        int partition = row.number("partition");
        return new PartitionProgress(
                partition,
                row.bigNumber("start_offset"),
                row.bigNumber("next_offset"),
                row.optionalBigNumber("end_offset"),
                row.bigNumber("read"),
                row.bigNumber("on_time"),
                row.bigNumber("late"),
                row.bigNumber("open"),
                row.bigNumber("retired"),
                row.bigNumber("rejected"),
                DeadLetters.of(reasons.getOrDefault(partition, Map.of())),
                row.bigNumber("skipped"),
                row.optionalInstant("newest_hit"),
                row.optionalInstant("moved_at"));
    }

    private record ReasonCount(int partition, String reason, long rejected) {
        static ReasonCount of(Row row) throws SQLException {
            return new ReasonCount(row.number("partition"), row.text("reason"), row.bigNumber("rejected"));
        }
    }
}
