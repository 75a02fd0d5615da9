package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
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
    private static final String OF_HOSTS =
            "select host, seconds, num_hits from lateness where job = ? and host = any (?)";
    private static final String COUNTED_OF_HOSTS =
            "select %4$s as host, sum(%1$s)::bigint as hits from %2$s where %3$s = ? and %4$s = any (?) group by %4$s"
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
        NavigableMap<Long, Long> late =
                session
                        .list(ALL, row -> Map.entry(row.bigNumber("seconds"), row.bigNumber("num_hits")), job.id())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
        List<LatenessOption> options = table.options(hits, late);
        List<HostLateness> hosts = ofHosts(
                session, job, table, session.list(HOSTS, row -> row.text("host"), job.id(), present.toSeconds()));
        return new Lateness(
                job.name(), present, hits, options, hosts, table.sentence(hits, options), jobs.now(session));
    }

    private static List<HostLateness> ofHosts(Session session, JobRef job, LatenessTable table, List<String> hosts)
            throws SQLException {
        Map<String, NavigableMap<Long, Long>> late = session.list(OF_HOSTS, HostBucket::of, job.id(), hosts).stream()
                .collect(Collectors.groupingBy(
                        HostBucket::host,
                        Collectors.toMap(HostBucket::seconds, HostBucket::hits, Long::sum, TreeMap::new)));
        Map<String, Long> counted = session
                .list(COUNTED_OF_HOSTS, row -> Map.entry(row.text("host"), row.bigNumber("hits")), job.id(), hosts)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return hosts.stream()
                .map(host ->
                        ofHost(host, counted.getOrDefault(host, 0L), late.getOrDefault(host, new TreeMap<>()), table))
                .toList();
    }

    private static HostLateness ofHost(String host, long counted, NavigableMap<Long, Long> late, LatenessTable table) {
        // Retention drops counts, but how late they came is kept
        long hits = Math.max(
                counted, late.values().stream().mapToLong(Long::longValue).sum());
        return new HostLateness(host, hits, table.options(hits, late));
    }

    private record HostBucket(String host, long seconds, long hits) {
        static HostBucket of(Row row) throws SQLException {
            return new HostBucket(row.text("host"), row.bigNumber("seconds"), row.bigNumber("num_hits"));
        }
    }
}
