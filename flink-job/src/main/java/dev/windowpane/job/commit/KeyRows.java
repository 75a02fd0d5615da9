package dev.windowpane.job.commit;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rows a count table has, asked inside a commit. The rows of a group are found by the primary key, one group at a time. */
final class KeyRows {
    /** Scalar subqueries, since a join could be planned as a scan of a whole month. */
    private static final String COUNT = """
            select (select count(*) from (select 1 from %1$s t where t.job = ? and t.window_start = to_timestamp(g.w)%2$s and t.%3$s <> ? limit ?) c)
            from unnest(%4$s) with ordinality g(%5$s, i) order by i""";

    private static final String PRESENT = """
            select i from unnest(%4$s) with ordinality g(%5$s, i)
            where (select true from %1$s t where t.job = ? and t.window_start = to_timestamp(g.w)%2$s)""";

    private KeyRows() {}

    private record Key(KeyGroup group, String name) {}

    static Map<KeyGroup, Integer> count(
            Connection session, int job, CountTable table, Collection<KeyGroup> groups, int most) throws SQLException {
        List<KeyGroup> asked = List.copyOf(groups);
        List<Dimension> fixed = table.dimensions().subList(0, table.dimensions().size() - 1);
        Map<KeyGroup, Integer> rows = new LinkedHashMap<>();
        try (BoundStatement sql = new BoundStatement(session, sql(COUNT, table, fixed))) {
            sql.with(job).with(Dimension.OTHER).with(most).array("int8", asked, KeyGroup::window);
            if (!fixed.isEmpty()) {
                sql.array("text", asked, KeyGroup::host);
            }
            try (ResultSet row = sql.query()) {
                for (KeyGroup group : asked) {
                    row.next();
                    rows.put(group, row.getInt(1));
                }
            }
        }
        return rows;
    }

    static Map<KeyGroup, Set<String>> present(
            Connection session, int job, CountTable table, Map<KeyGroup, Set<String>> keys) throws SQLException {
        List<Key> asked = new ArrayList<>();
        Map<KeyGroup, Set<String>> present = new LinkedHashMap<>();
        keys.forEach((group, names) -> {
            present.put(group, new HashSet<>());
            names.forEach(name -> asked.add(new Key(group, name)));
        });
        try (BoundStatement sql = new BoundStatement(session, sql(PRESENT, table, table.dimensions()))) {
            sql.array("int8", asked, key -> key.group().window());
            if (table.dimensions().size() > 1) {
                sql.array("text", asked, key -> key.group().host());
            }
            sql.array("text", asked, Key::name).with(job);
            try (ResultSet row = sql.query()) {
                while (row.next()) {
                    Key key = asked.get(row.getInt(1) - 1);
                    present.getOrDefault(key.group(), Set.of()).add(key.name());
                }
            }
        }
        return present;
    }

    private static String sql(String template, CountTable table, List<Dimension> given) {
        return template.formatted(
                table.table(),
                given.stream()
                        .map(dimension -> " and t.%1$s = g.%1$s".formatted(dimension.column()))
                        .collect(Collectors.joining()),
                table.dimensions().getLast().column(),
                given.stream().map(dimension -> ", ?::text[]").collect(Collectors.joining("", "?::bigint[]", "")),
                given.stream().map(dimension -> ", " + dimension.column()).collect(Collectors.joining("", "w", "")));
    }
}
