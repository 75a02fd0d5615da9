package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.job.count.OffsetRange;
import dev.windowpane.job.count.RejectCount;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One commit in Postgres: each statement at most once, whatever the number of rows. */
final class PostgresTransaction implements Ledger.Transaction {
    /** Dead letters that a job keeps of each reason. */
    static final int DEAD_LETTERS = 1_000;

    private final Connection session;
    private final LedgerKey key;
    private final DeadLetterPruning pruning;
    private final Runnable drop;
    private final LongSummaryStatistics windows = new LongSummaryStatistics();
    private long watermark = Delta.NONE;
    private long newest = Delta.NONE;
    private boolean open = true;

    /** @param drop gives the session up after a failure */
    PostgresTransaction(Connection session, LedgerKey key, DeadLetterPruning pruning, Runnable drop) {
        this.session = session;
        this.key = key;
        this.pruning = pruning;
        this.drop = drop;
    }

    @Override
    public Ledger.Labels fence(long toWatermark, long toNewest) throws LedgerUnavailableException {
        try (BoundStatement sql = statement(LedgerSql.FENCE);
                ResultSet row = sql.with(timestamp(toWatermark))
                        .with(timestamp(toNewest))
                        .with(key.job())
                        .with(key.epoch())
                        .query()) {
            if (!row.next()) {
                throw new FencedException(key.job(), key.epoch());
            }
            watermark = millis(row, 2);
            newest = millis(row, 3);
            return new Ledger.Labels(millis(row, 1), newest);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Map<Integer, Long> progress() throws LedgerUnavailableException {
        try (BoundStatement sql = statement(LedgerSql.PROGRESS);
                ResultSet row = sql.with(key.job()).query()) {
            Map<Integer, Long> progress = new HashMap<>();
            while (row.next()) {
                progress.put(row.getInt(1), row.getLong(2));
            }
            return progress;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void add(Totals totals) throws LedgerUnavailableException {
        try {
            if (!totals.progress().isEmpty()) {
                move(totals.progress());
            }
            makePartitions(totals);
            for (Map.Entry<CountTable, List<Totals.Row>> table : totals.counts().entrySet()) {
                count(table.getKey(), table.getValue());
            }
            count(totals.rejects());
            note(totals.deadLetters());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit() throws LedgerUnavailableException {
        try (BoundStatement sql = statement(LedgerSql.NOTIFY)) {
            sql.with(new CommitNotice(key.job(), watermark, newest, windows, key.windowSize()).toJson())
                    .query()
                    .close();
            session.commit();
            open = false;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (open) {
            try {
                session.rollback();
            } catch (SQLException e) {
                drop.run();
            }
        }
    }

    private void move(List<OffsetRange> ranges) throws SQLException {
        try (BoundStatement sql = statement(LedgerSql.MOVE)) {
            int moved = sql.with(key.job())
                    .array("int4", ranges, OffsetRange::partition)
                    .array("int8", ranges, OffsetRange::from)
                    .array("int8", ranges, OffsetRange::to)
                    .array("int8", ranges, OffsetRange::read)
                    .array("int8", ranges, OffsetRange::rejected)
                    .update();
            if (moved != ranges.size()) {
                throw new InconsistentProgressException(
                        "job %d: Postgres stands elsewhere than at the beginning of %s".formatted(key.job(), ranges));
            }
        }
    }

    private void makePartitions(Totals totals) throws SQLException {
        List<Long> starts = totals.counts().values().stream()
                .flatMap(List::stream)
                .map(Totals.Row::window)
                .distinct()
                .toList();
        if (!starts.isEmpty()) {
            try (BoundStatement sql = statement(LedgerSql.MAKE_PARTITIONS)) {
                sql.array("int8", starts, start -> start).query().close();
            }
        }
    }

    private void count(CountTable table, List<Totals.Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        rows.forEach(row -> windows.accept(row.window()));
        try (BoundStatement sql = statement(LedgerSql.add(table))) {
            sql.with(key.job()).array("int8", rows, Totals.Row::window);
            for (Dimension dimension : table.dimensions()) {
                sql.array("text", rows, row -> row.value(dimension));
            }
            sql.array("int8", rows, Totals.Row::hits)
                    .array("int8", rows, Totals.Row::late)
                    .update();
        }
    }

    private void count(List<RejectCount> rejects) throws SQLException {
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

    private void note(List<Parsed.Reject> letters) throws SQLException {
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
        if (pruning.isDueAfter(letters.size())) {
            try (BoundStatement sql = statement(LedgerSql.PRUNE_DEAD_LETTERS)) {
                sql.with(key.job()).with(key.job()).with(DEAD_LETTERS).update();
            }
        }
    }

    private BoundStatement statement(String sql) throws SQLException {
        return new BoundStatement(session, sql);
    }

    private LedgerException failed(SQLException failure) throws LedgerUnavailableException {
        open = false;
        drop.run();
        return SqlFailure.of(failure);
    }

    private static @Nullable OffsetDateTime timestamp(long millis) {
        return millis == Delta.NONE ? null : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static long millis(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? Delta.NONE : time.toInstant().toEpochMilli();
    }
}
