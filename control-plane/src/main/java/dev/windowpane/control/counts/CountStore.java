package dev.windowpane.control.counts;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.JobRef;
import dev.windowpane.spec.CountTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads counts. */
@ApplicationScoped
class CountStore {
    private static final String HITS = "sum(%s)::bigint as hits".formatted(CountTable.NUM_HITS);
    private static final String LATE = "sum(%s)::bigint as late".formatted(CountTable.LATE_HITS);

    /** All hits of a step. */
    record Total(Instant start, long hits, long late) {}

    /** One step's hits of one key. */
    record Cell(Instant start, String key, long hits) {}

    /** A key with the most hits, and how many keys there are in all; without a key where there is none, or none is wanted. */
    record Ranked(long keys, Optional<String> key) {}

    /** One of a top list; each carries the totals, and there is a row without a key if none matches. */
    record TopRow(long total, long totalLate, long found, Optional<String> key, long hits, long late) {
        static final long SIZE = 7;
    }

    /** The end of the newest window that has hits. */
    Optional<Instant> newestEnd(Session session, JobRef job) throws SQLException {
        String sql = "select max(%s) as newest from %s where %s = ?"
                .formatted(CountTable.WINDOW_START, CountTable.HITS_BY_HOST.table(), CountTable.JOB);
        return session.one(sql, row -> row.optionalInstant("newest"), job.id())
                .map(start -> start.plus(job.spec().window().size()));
    }

    /** Every step that has hits, ascending. */
    List<Total> totals(Session session, CountQuery query) throws SQLException {
        CountSql sql = query.host().isPresent()
                ? new CountSql().cellsOf(query, CountTable.HITS_BY_HOST, HITS, LATE)
                : new CountSql().ledgerOf(query, HITS, LATE);
        sql.add(" group by 1 order by 1");
        return session.list(
                sql.text(),
                row -> new Total(row.instant("start"), row.bigNumber("hits"), row.bigNumber("late")),
                sql.values());
    }

    List<Ranked> topKeys(Session session, CountQuery query, int limit) throws SQLException {
        CountSql sql = new CountSql()
                .add("with keys as (select key, hits from ")
                .keysOf(query)
                .add("""
                        )
                        select t.keys, f.key from (select count(*) as keys from keys) t
                        left join (select key, hits from keys order by hits desc, key limit ?) f on true
                        order by f.hits desc, f.key
                        """, limit);
        return session.list(
                sql.text(), row -> new Ranked(row.bigNumber("keys"), row.optionalText("key")), sql.values());
    }

    List<Cell> cells(Session session, CountQuery query, List<String> keys) throws SQLException {
        CountSql sql = new CountSql()
                .cellsOf(query, query.by().table(), query.by().column() + " as key", HITS)
                .add(" and %s = any (?) group by 1, 2".formatted(query.by().column()), keys);
        return session.list(
                sql.text(),
                row -> new Cell(row.instant("start"), row.text("key"), row.bigNumber("hits")),
                sql.values());
    }

    /** How many keys there are besides these. */
    long otherKeys(Session session, CountQuery query, List<String> keys) throws SQLException {
        CountSql sql = new CountSql()
                .add("select count(*) as keys from ")
                .keysOf(query)
                .add(" where not key = any (?)", keys);
        return session.one(sql.text(), row -> row.bigNumber("keys"), sql.values());
    }

    List<TopRow> top(Session session, CountQuery query, Optional<String> search, int limit) throws SQLException {
        @Nullable String pattern = search.map(CountStore::contains).orElse(null);
        CountSql sql =
                new CountSql().add("with keys as (select * from ").keysOf(query).add("""
                        ),
                        found as (select * from keys where ?::text is null or key ilike ?)
                        select t.total, t.total_late, (select count(*) from found) as found,
                               f.key, coalesce(f.hits, 0) as hits, coalesce(f.late, 0) as late
                        from (select coalesce(sum(hits), 0)::bigint as total, coalesce(sum(late), 0)::bigint as total_late from keys) t
                        left join (select * from found order by hits desc, key limit ?) f on true
                        order by f.hits desc, f.key
                        """, pattern, pattern, limit);
        return session.list(sql.text(), CountStore::topRow, sql.values());
    }

    private static TopRow topRow(Row row) throws SQLException {
        return new TopRow(
                row.bigNumber("total"),
                row.bigNumber("total_late"),
                row.bigNumber("found"),
                row.optionalText("key"),
                row.bigNumber("hits"),
                row.bigNumber("late"));
    }

    private static String contains(String search) {
        return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
