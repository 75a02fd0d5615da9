package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import dev.windowpane.spec.CountTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One commit in Postgres. */
final class PostgresTransaction implements Ledger.Transaction {
    private final PostgresSession session;
    private final LedgerKey key;
    private final Runnable drop;
    private final Set<YearMonth> made = new HashSet<>();
    private final LongSummaryStatistics windows = new LongSummaryStatistics();
    private long watermark = Delta.NONE;
    private long newest = Delta.NONE;
    private boolean open = true;

    /** @param drop gives the session up after a failure */
    PostgresTransaction(PostgresSession session, LedgerKey key, Runnable drop) {
        this.session = session;
        this.key = key;
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
            return new Ledger.Labels(millis(row, 1), newest, millis(row, 4), row.getLong(5));
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
    public Map<KeyGroup, Integer> rows(CountTable table, Collection<KeyGroup> groups, int most)
            throws LedgerUnavailableException {
        try {
            return KeyRows.count(session.connection(), key.job(), table, groups, most);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Map<KeyGroup, Set<String>> present(CountTable table, Map<KeyGroup, Set<String>> keys)
            throws LedgerUnavailableException {
        try {
            return KeyRows.present(session.connection(), key.job(), table, keys);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void add(Totals totals) throws LedgerUnavailableException {
        try {
            made.addAll(new TotalsWriter(session, key).write(totals));
            totals.windows().forEach(placed -> windows.accept(placed.window()));
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
            session.connection().commit();
            open = false;
            session.months().addAll(made);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (open) {
            try {
                session.connection().rollback();
            } catch (SQLException e) {
                drop.run();
            }
        }
    }

    private BoundStatement statement(String sql) throws SQLException {
        return new BoundStatement(session.connection(), sql);
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
