package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.Lateness.HostLateness;
import dev.windowpane.control.ledger.Lateness.LatenessOption;
import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Dimension;
import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.LatenessBuckets;
import dev.windowpane.spec.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How late hits were. */
@ApplicationScoped
class LatenessStore {
    private static final String ALL =
            "select seconds, sum(num_hits)::bigint as num_hits from lateness where job = ? group by seconds";
    private static final String COUNTED =
            """
            select coalesce((select sum(%s) from %s where %s = ?), 0)::bigint
              + coalesce((select sum(retired) from job_progress where job = ?), 0)::bigint as hits
            """.formatted(CountTable.NUM_HITS, CountTable.HITS_BY_HOST.table(Resolution.DAY), CountTable.JOB);
    private static final String HOSTS = """
            select host, sum(num_hits)::bigint as late from lateness where job = ?
            group by host order by coalesce(sum(num_hits) filter (where seconds >= ?), 0) desc, late desc, host limit 50
            """;
    private static final String OF_HOST = "select seconds, num_hits from lateness where job = ? and host = ?";
    private static final String COUNTED_OF_HOST =
            "select coalesce(sum(%s), 0)::bigint as hits from %s where %s = ? and %s = ?"
                    .formatted(
                            CountTable.NUM_HITS,
                            CountTable.HITS_BY_HOST.table(Resolution.DAY),
                            CountTable.JOB,
                            Dimension.HOST.column());

    private final JobRefStore jobs;

    LatenessStore(JobRefStore jobs) {
        this.jobs = jobs;
    }

    Lateness lateness(Session session, JobRef job) throws SQLException {
        EventTime rules = job.spec().eventTime();
        // Like the buckets, in whole seconds
        Duration present =
                Duration.ofSeconds(rules.outOfOrderness().plusNanos(999_999_999).toSeconds());
        LatenessTable table =
                new LatenessTable(present, LatenessBuckets.of(rules).bounds());
        long hits = session.one(COUNTED, row -> row.bigNumber("hits"), job.id(), job.id());
        List<LatenessOption> options = table.options(hits, buckets(session, ALL, job.id()));
        List<HostLateness> hosts = new ArrayList<>();
        for (String host : session.list(HOSTS, row -> row.text("host"), job.id(), present.toSeconds())) {
            hosts.add(ofHost(session, job, table, host));
        }
        return new Lateness(
                job.name(), present, hits, options, hosts, table.sentence(hits, options), jobs.now(session));
    }

    private static HostLateness ofHost(Session session, JobRef job, LatenessTable table, String host)
            throws SQLException {
        NavigableMap<Long, Long> late = buckets(session, OF_HOST, job.id(), host);
        long counted = session.one(COUNTED_OF_HOST, row -> row.bigNumber("hits"), job.id(), host);
        // Retention drops counts, but how late they came is kept
        long hits = Math.max(
                counted, late.values().stream().mapToLong(Long::longValue).sum());
        return new HostLateness(host, hits, table.options(hits, late));
    }

    private static NavigableMap<Long, Long> buckets(Session session, String sql, Object... values) throws SQLException {
        return session.list(sql, row -> Map.entry(row.bigNumber("seconds"), row.bigNumber("num_hits")), values).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }
}
