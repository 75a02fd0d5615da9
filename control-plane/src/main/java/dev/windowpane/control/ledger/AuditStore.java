package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares rows that must agree, and notes where they do not. */
@ApplicationScoped
class AuditStore {
    private static final String DAYS = """
            select window_start as day from %s where job = ? group by 1
            union select date_trunc('day', window_start, 'UTC') from window_ledger where job = ? order by 1 desc
            """.formatted(CountTable.HITS_BY_HOST.table(Resolution.DAY));
    private static final String NOTE = """
            insert into ledger_violation (job, found_at, rule, detail)
            select id, ?, ?, ? from job
            where id = ? and not exists (select from ledger_violation where job = ? and rule = ? and found_at > ?)
            """;
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST_KEY = 200;

    /** Two ways to the same sums, by start and dimensions; each selects {@code start, keys…, hits, late} of a job and range. */
    record Comparison(
            Rule rule,
            CountTable needs,
            String one,
            String oneSelect,
            String other,
            String otherSelect,
            List<Dimension> keys,
            Duration piece) {}

    private static final List<Comparison> COMPARISONS = comparisons();

    private static List<Comparison> comparisons() {
        CountTable hosts = CountTable.HITS_BY_HOST;
        CountTable referrers = CountTable.HITS_BY_HOST_AND_REFERRER;
        List<Comparison> all = new ArrayList<>();
        all.add(new Comparison(
                Rule.WINDOW_HOSTS,
                hosts,
                "where they were read",
                sums("window_ledger", Resolution.WINDOW, List.of()),
                "host",
                sums(hosts.table(), Resolution.WINDOW, List.of()),
                List.of(),
                HOUR));
        all.add(new Comparison(
                Rule.HOST_REFERRERS,
                referrers,
                "host",
                sums(hosts.table(), Resolution.WINDOW, hosts.dimensions()),
                "referrer",
                sums(referrers.table(), Resolution.WINDOW, hosts.dimensions()),
                hosts.dimensions(),
                HOUR));
        for (CountTable table : CountTable.values()) {
            all.add(rollUp(Rule.HOURS, table, Resolution.HOUR, HOUR));
            all.add(rollUp(Rule.DAYS, table, Resolution.DAY, DAY));
        }
        return List.copyOf(all);
    }

    private static Comparison rollUp(Rule rule, CountTable table, Resolution resolution, Duration piece) {
        return new Comparison(
                rule,
                table,
                resolution == Resolution.HOUR ? "hour" : "day",
                sums(table.table(resolution), Resolution.WINDOW, table.dimensions()),
                "window",
                sums(table.table(), resolution, table.dimensions()),
                table.dimensions(),
                piece);
    }

    private static String sums(String table, Resolution start, List<Dimension> keys) {
        String begin = switch (start) {
            case WINDOW -> CountTable.WINDOW_START;
            case HOUR -> "date_trunc('hour', %s, 'UTC')".formatted(CountTable.WINDOW_START);
            case DAY -> "date_trunc('day', %s, 'UTC')".formatted(CountTable.WINDOW_START);
        };
        String columns = keys.stream().map(key -> ", " + key.column()).collect(Collectors.joining());
        return "select %1$s as start%2$s, sum(%3$s) as hits, sum(%4$s) as late from %5$s where %6$s = ? and %7$s >= ? and %7$s < ? group by 1%2$s"
                .formatted(
                        begin,
                        columns,
                        CountTable.NUM_HITS,
                        CountTable.LATE_HITS,
                        table,
                        CountTable.JOB,
                        CountTable.WINDOW_START);
    }

    /** The days (UTC) that have hits, newest first. */
    List<Instant> days(Session session, JobRef job) throws SQLException {
        return session.list(DAYS, row -> row.instant("day"), job.id(), job.id());
    }

    /** What must be compared for a job that counts by these rollups. */
    List<Comparison> comparisons(JobRef job) {
        return COMPARISONS.stream()
                .filter(comparison -> job.countsBy(comparison.needs()))
                .toList();
    }

    /** The first rows that differ in the comparison's piece of time from {@code from}; one statement. */
    Optional<Finding> differs(Session session, JobRef job, Comparison comparison, Instant from) throws SQLException {
        String keys = Stream.concat(
                        Stream.of("start"), comparison.keys().stream().map(Dimension::column))
                .collect(Collectors.joining(", "));
        String sql = """
                select %1$s, count(*) over () as found, coalesce(a.hits, 0)::bigint as hits, coalesce(a.late, 0)::bigint as late,
                       coalesce(b.hits, 0)::bigint as other_hits, coalesce(b.late, 0)::bigint as other_late
                from (%2$s) a full join (%3$s) b using (%1$s)
                where (coalesce(a.hits, 0), coalesce(a.late, 0)) <> (coalesce(b.hits, 0), coalesce(b.late, 0)) order by %1$s limit 1
                """.formatted(keys, comparison.oneSelect(), comparison.otherSelect());
        Instant to = from.plus(comparison.piece());
        @Nullable Object[] values = {job.id(), from, to, job.id(), from, to};
        return session.first(sql, row -> finding(row, comparison), values);
    }

    /** @return whether it is news: a rule is noted once an hour at most */
    boolean note(Session session, JobRef job, Finding finding, Instant at) throws SQLException {
        String rule = finding.rule().name();
        return session.update(NOTE, at, rule, finding.detail(), job.id(), job.id(), rule, at.minus(ONCE_IN)) > 0;
    }

    private static Finding finding(Row row, Comparison comparison) throws SQLException {
        StringBuilder which = new StringBuilder(row.instant("start").toString());
        for (Dimension key : comparison.keys()) {
            which.append(", %s '%s'".formatted(key.column(), Printable.of(row.text(key.column()), LONGEST_KEY)));
        }
        return new Finding(
                comparison.rule(),
                "%s: by %s %d hits (%d late), by %s %d (%d late); %d such rows"
                        .formatted(
                                which,
                                comparison.one(),
                                row.bigNumber("hits"),
                                row.bigNumber("late"),
                                comparison.other(),
                                row.bigNumber("other_hits"),
                                row.bigNumber("other_late"),
                                row.bigNumber("found")));
    }
}
