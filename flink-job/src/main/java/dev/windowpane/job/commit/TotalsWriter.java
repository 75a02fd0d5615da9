package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.Dimension;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@link Totals}: each statement at most once, whatever the number of rows, and none that has no rows. */
final class TotalsWriter {
    /** Dead letters that a job keeps of each reason. */
    static final int DEAD_LETTERS = 1_000;

    private final PostgresSession session;
    private final LedgerKey key;

    TotalsWriter(PostgresSession session, LedgerKey key) {
        this.session = session;
        this.key = key;
    }

    /**
     * @return the months that were made sure of, to be remembered if the transaction commits
     * @throws InconsistentProgressException if a partition stands elsewhere
     */
    Set<YearMonth> write(Totals totals) throws SQLException {
        move(totals.progress());
        correct(totals.recounted());
        Set<YearMonth> months = makePartitions(totals);
        for (Totals.Rows rows : totals.counts()) {
            count(rows);
        }
        place(totals.windows());
        note(totals.lateness());
        countRejects(totals.rejects());
        noteDeadLetters(totals.deadLetters());
        return months;
    }

    private void move(List<OffsetRange> ranges) throws SQLException {
        if (ranges.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.MOVE)) {
            int moved = sql.with(key.job())
                    .array("int4", ranges, OffsetRange::partition)
                    .array("int8", ranges, OffsetRange::from)
                    .array("int8", ranges, OffsetRange::to)
                    .array("int8", ranges, OffsetRange::read)
                    .array("int8", ranges, OffsetRange::rejected)
                    .array("int8", ranges, range -> known(range.newest()))
                    .update();
            if (moved != ranges.size()) {
                throw new InconsistentProgressException(
                        "job %d: Postgres stands elsewhere than at the beginning of %s".formatted(key.job(), ranges));
            }
        }
    }

    private void correct(Map<Integer, Long> recounted) throws SQLException {
        if (recounted.isEmpty()) {
            return;
        }
        List<Map.Entry<Integer, Long>> corrections = List.copyOf(recounted.entrySet());
        try (BoundStatement sql = statement(LedgerSql.CORRECT_REJECTED)) {
            int corrected = sql.array("int4", corrections, Map.Entry::getKey)
                    .array("int8", corrections, Map.Entry::getValue)
                    .with(key.job())
                    .update();
            if (corrected != corrections.size()) {
                throw new InconsistentProgressException(
                        "job %d: not all partitions of %s are in Postgres".formatted(key.job(), recounted.keySet()));
            }
        }
    }

    private Set<YearMonth> makePartitions(Totals totals) throws SQLException {
        Set<YearMonth> months = totals.windows().stream()
                .map(placed ->
                        YearMonth.from(Instant.ofEpochSecond(placed.window()).atOffset(ZoneOffset.UTC)))
                .filter(month -> !session.months().contains(month))
                .collect(Collectors.toSet());
        if (!months.isEmpty()) {
            try (BoundStatement sql = statement(LedgerSql.MAKE_PARTITIONS)) {
                sql.array("int8", List.copyOf(months), month -> month.atDay(1).toEpochDay() * 86_400L)
                        .query()
                        .close();
            }
        }
        return months;
    }

    private void count(Totals.Rows counts) throws SQLException {
        List<Totals.Row> rows = counts.rows();
        if (rows.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.add(counts.table(), counts.resolution()))) {
            sql.with(key.job()).array("int8", rows, Totals.Row::start);
            for (Dimension dimension : counts.table().dimensions()) {
                sql.array("text", rows, row -> row.value(dimension));
            }
            sql.array("int8", rows, Totals.Row::hits)
                    .array("int8", rows, Totals.Row::late)
                    .update();
        }
    }

    private void place(List<Totals.Placed> windows) throws SQLException {
        if (windows.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.PLACE)) {
            sql.with(key.job())
                    .array("int8", windows, Totals.Placed::window)
                    .array("int4", windows, Totals.Placed::partition)
                    .array("int8", windows, Totals.Placed::hits)
                    .array("int8", windows, Totals.Placed::late)
                    .update();
        }
    }

    private void note(List<Totals.Lateness> lateness) throws SQLException {
        if (lateness.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.NOTE_LATENESS)) {
            sql.with(key.job())
                    .array("text", lateness, Totals.Lateness::host)
                    .array("int8", lateness, Totals.Lateness::seconds)
                    .array("int8", lateness, Totals.Lateness::hits)
                    .update();
        }
    }

    private void countRejects(List<RejectCount> rejects) throws SQLException {
        if (rejects.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.COUNT_REJECTS)) {
            sql.with(key.job())
                    .array("int4", rejects, RejectCount::partition)
                    .array("text", rejects, reject -> reject.reason().name())
                    .array("int8", rejects, RejectCount::rejected)
                    .update();
        }
    }

    private void noteDeadLetters(List<Parsed.Reject> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (BoundStatement sql = statement(LedgerSql.NOTE_DEAD_LETTERS)) {
            sql.with(key.job())
                    .with(key.topic())
                    .array("int4", letters, Parsed.Reject::partition)
                    .array("int8", letters, Parsed.Reject::offset)
                    .array("text", letters, letter -> letter.reason().name())
                    .array("int8", letters, Parsed.Reject::recordTime)
                    .array("int4", letters, Parsed.Reject::size)
                    .bytes(letters, Parsed.Reject::payload)
                    .update();
        }
        if (session.pruning().isDueAfter(letters.size())) {
            try (BoundStatement sql = statement(LedgerSql.PRUNE_DEAD_LETTERS)) {
                sql.with(key.job())
                        .with(key.job())
                        .with(DEAD_LETTERS)
                        .with(key.job())
                        .update();
            }
        }
    }

    private BoundStatement statement(String sql) throws SQLException {
        return new BoundStatement(session.connection(), sql);
    }

    private static @Nullable Object known(long time) {
        return time == Delta.NONE ? null : time;
    }
}
