package dev.windowpane.control.counts;

import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.JobRef;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads counts. Table and column names come from {@link CountTable}, values are always bound. */
@ApplicationScoped
class CountStore {
    private static final String TOP_KEYS =
            "select key from counts where key is not null group by key order by sum(hits) desc, key limit ?";
    private static final String CELLS = """
            select start, key = any (?) as named, case when key = any (?) then key else '' end as name,
                   sum(hits)::bigint as hits, sum(late)::bigint as late
            from counts group by 1, 2, 3 order by 1
            """;
    private static final String OTHER_KEYS = "select count(distinct key) as keys from counts where not key = any (?)";
    private static final String LIST = """
            , keys as (select key, sum(hits)::bigint as hits, sum(late)::bigint as late from counts group by key),
            found as (select * from keys where ?::text is null or key ilike ?)
            select (select coalesce(sum(hits), 0)::bigint from keys) as total,
                   (select coalesce(sum(late), 0)::bigint from keys) as total_late,
                   (select count(*) from found) as found,
                   f.key, coalesce(f.hits, 0) as hits, coalesce(f.late, 0) as late
            from (select 1) one left join (select * from found order by hits desc, key limit ?) f on true
            order by f.hits desc, f.key
            """;

    /** One window's hits of one of the wanted keys, or of all others together. */
    record Cell(Instant start, Optional<String> key, long hits, long late) {}

    /** The end of the newest window that has hits. */
    Optional<Instant> newestEnd(Session session, JobRef job) throws SQLException {
        String sql = "select max(%s) as newest from %s where %s = ?"
                .formatted(CountTable.WINDOW_START, CountTable.HITS_BY_HOST.table(), CountTable.JOB);
        return session.one(sql, row -> row.optionalInstant("newest"), job.id())
                .map(start -> start.plus(job.spec().window().size()));
    }

    List<String> topKeys(Session session, CountQuery query, int limit) throws SQLException {
        return session.list(counts(query) + TOP_KEYS, row -> row.text("key"), with(query, limit));
    }

    List<Cell> cells(Session session, CountQuery query, List<String> keys) throws SQLException {
        return session.list(
                counts(query) + CELLS,
                row -> new Cell(
                        row.instant("start"),
                        row.flag("named") ? Optional.of(row.text("name")) : Optional.<String>empty(),
                        row.bigNumber("hits"),
                        row.bigNumber("late")),
                with(query, keys, keys));
    }

    long otherKeys(Session session, CountQuery query, List<String> keys) throws SQLException {
        return session.one(counts(query) + OTHER_KEYS, row -> row.bigNumber("keys"), with(query, keys));
    }

    /** The rows of a top list; each also carries the totals, and there is a row without a key if none matches. */
    List<TopRow> top(Session session, CountQuery query, Optional<String> search, int limit) throws SQLException {
        @Nullable String pattern = search.map(CountStore::contains).orElse(null);
        return session.list(
                counts(query) + LIST,
                row -> new TopRow(
                        row.bigNumber("total"),
                        row.bigNumber("total_late"),
                        row.bigNumber("found"),
                        row.optionalText("key"),
                        row.bigNumber("hits"),
                        row.bigNumber("late")),
                with(query, pattern, pattern, limit));
    }

    record TopRow(long total, long totalLate, long found, Optional<String> key, long hits, long late) {}

    /** {@code counts(start, key, hits, late)} of a range. */
    private static String counts(CountQuery query) {
        return """
                with counts as materialized (
                  select date_bin(make_interval(secs => ?), %s, ?) as start, %s as key, sum(%s) as hits, sum(%s) as late
                  from %s where %s = ? and %s >= ? and %s < ?%s
                  group by 1, 2)
                """.formatted(
                        CountTable.WINDOW_START,
                        query.by().column(),
                        CountTable.NUM_HITS,
                        CountTable.LATE_HITS,
                        query.by().table().table(query.resolution()),
                        CountTable.JOB,
                        CountTable.WINDOW_START,
                        CountTable.WINDOW_START,
                        query.host().isPresent() ? " and " + Dimension.HOST.column() + " = ?" : "");
    }

    private static @Nullable Object[] with(CountQuery query, @Nullable Object... more) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add((double) query.range().step().toSeconds());
        values.add(query.range().origin());
        values.add(query.job().id());
        values.add(query.range().from());
        values.add(query.range().to());
        query.host().ifPresent(values::add);
        for (@Nullable Object value : more) {
            values.add(value);
        }
        return values.toArray();
    }

    private static String contains(String search) {
        return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
