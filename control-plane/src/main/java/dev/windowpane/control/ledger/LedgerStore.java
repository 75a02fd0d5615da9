package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Rollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger's sums and the dead letters. */
@ApplicationScoped
class LedgerStore {
    private static final String PROGRESS =
            "select partition, start_offset, next_offset, read, rejected from job_progress where job = ? order by partition";
    private static final String REASONS =
            "select reason, sum(rejected)::bigint as rejected from dead_letter_counts where job = ? group by reason";
    private static final String HEAD = "select epoch, commits from job_ledger where job = ?";
    private static final String DEAD_LETTERS = """
            select topic, partition, "offset", reason, record_time, size, payload from dead_letters
            where job = ? and (?::text is null or reason = ?) order by noted_at desc, partition, "offset" desc limit ?
            """;
    private static final int PREVIEW = 200;

    private final JobRefStore jobs;

    LedgerStore(JobRefStore jobs) {
        this.jobs = jobs;
    }

    JobLedger ledger(Session session, JobRef job) throws SQLException {
        Label label = jobs.label(session, job);
        DeadLetters deadLetters = DeadLetters.of(
                session
                        .list(REASONS, row -> Map.entry(row.text("reason"), row.bigNumber("rejected")), job.id())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        List<PartitionProgress> partitions = session.list(PROGRESS, LedgerStore::progress, job.id());
        long counted = counted(session, CountTable.HITS_BY_HOST, job);
        Optional<Long> byReferrer =
                job.spec().rollups().stream().map(Rollup::table).anyMatch(CountTable.HITS_BY_HOST_AND_REFERRER::equals)
                        ? Optional.of(counted(session, CountTable.HITS_BY_HOST_AND_REFERRER, job))
                        : Optional.<Long>empty();
        List<Long> head = session.first(
                        HEAD, row -> List.of(row.bigNumber("epoch"), row.bigNumber("commits")), job.id())
                .orElse(List.of(0L, 0L));
        return new JobLedger(
                job.name(),
                partitions.stream().mapToLong(PartitionProgress::read).sum(),
                counted,
                byReferrer,
                deadLetters,
                JobLedger.balances(counted, byReferrer, deadLetters, partitions),
                head.getFirst(),
                label.watermark(),
                label.newestHit(),
                label.committedAt(),
                head.getLast(),
                partitions);
    }

    List<DeadLetter> deadLetters(Session session, JobRef job, @Nullable String reason, int limit) throws SQLException {
        return session.list(DEAD_LETTERS, LedgerStore::deadLetter, job.id(), reason, reason, limit);
    }

    private static long counted(Session session, CountTable table, JobRef job) throws SQLException {
        String sql = "select coalesce(sum(%s), 0)::bigint as counted from %s where %s = ?"
                .formatted(CountTable.NUM_HITS, table.table(), CountTable.JOB);
        return session.one(sql, row -> row.bigNumber("counted"), job.id());
    }

    private static PartitionProgress progress(Row row) throws SQLException {
        return new PartitionProgress(
                row.number("partition"),
                row.bigNumber("start_offset"),
                row.bigNumber("next_offset"),
                row.bigNumber("read"),
                row.bigNumber("rejected"));
    }

    private static DeadLetter deadLetter(Row row) throws SQLException {
        byte[] payload = row.bytes("payload");
        return new DeadLetter(
                row.text("topic"),
                row.number("partition"),
                row.bigNumber("offset"),
                row.text("reason"),
                row.instant("record_time"),
                row.number("size"),
                Base64.getEncoder().encodeToString(payload),
                preview(payload));
    }

    private static String preview(byte[] payload) {
        String text = new String(payload, 0, Math.min(payload.length, PREVIEW * 4), StandardCharsets.UTF_8);
        return text.codePoints()
                .limit(PREVIEW)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
