package dev.windowpane.job.obvious;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.HitPipeline;
import dev.windowpane.job.commit.Commits;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.job.testing.MemoryLedger;
import dev.windowpane.job.testing.TestSource;
import dev.windowpane.job.testing.TestTraffic;
import dev.windowpane.spec.JobSpec;
import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.Launch;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second opinion: SQL's window function over the same hits in batch mode, where nothing is late and no watermark is needed. */
final class BatchOracleTest {
    private static final JobSpec SPEC = JobSpecJson.parse("""
            {"name": "t", "source": {"bootstrapServers": "localhost:1", "topic": "hits"},
             "execution": {"parallelism": 2, "checkpointInterval": "PT0.1S"}}""");
    private static final String COUNT = """
            select window_start, host, referrer, count(*)
            from table(tumble(table hits, descriptor(hit_at), interval '5' minutes))
            group by window_start, window_end, host, referrer""";

    @BeforeEach
    void noFaults() {
        Faults.clear();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void theWindowFunctionCountsTheSame(long seed) throws Exception {
        TestTraffic traffic = new TestTraffic(seed, 3, 1_500);

        assertThat(ours(traffic)).isEqualTo(windowFunction(traffic)).hasSizeGreaterThan(100);
    }

    private static Map<String, Long> ours(TestTraffic traffic) throws Exception {
        StreamExecutionEnvironment env = env(Map.of());
        String name = UUID.randomUUID().toString();
        HitPipeline.define(
                env,
                SPEC,
                new TestSource(traffic, SPEC.eventTime(), Map.of(), true),
                new Commits(new MemoryLedger.Opening(name, 1), Map.of()));
        env.execute();
        return MemoryLedger.named(name).view().byReferrer();
    }

    private static Map<String, Long> windowFunction(TestTraffic traffic) throws Exception {
        StreamExecutionEnvironment env = env(Map.of("pipeline.generic-types", "true"));
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.createTemporaryView(
                "hits",
                env.fromData(
                        hits(traffic),
                        Types.ROW_NAMED(
                                new String[] {"host", "referrer", "hit_at"},
                                Types.STRING,
                                Types.STRING,
                                Types.LOCAL_DATE_TIME)),
                Schema.newBuilder()
                        .column("host", "STRING")
                        .column("referrer", "STRING")
                        .column("hit_at", "TIMESTAMP(3)")
                        .build());
        Map<String, Long> counts = new HashMap<>();
        CloseableIterator<Row> rows = tables.executeSql(COUNT).collect();
        rows.forEachRemaining(row -> counts.put(
                row.<LocalDateTime>getFieldAs(0).toEpochSecond(ZoneOffset.UTC) + " " + row.getField(1) + " "
                        + row.getField(2),
                row.getFieldAs(3)));
        rows.close();
        return counts;
    }

    private static List<Row> hits(TestTraffic traffic) {
        List<Row> hits = new ArrayList<>();
        for (int partition = 0; partition < traffic.partitions(); partition++) {
            for (int offset = 0; offset < traffic.recordsPerPartition(); offset++) {
                TestTraffic.Sent sent = traffic.at(partition, offset);
                if (!TestTraffic.isHole(offset) && sent.reason() == null) {
                    hits.add(Row.of(
                            sent.host(),
                            sent.referrer(),
                            LocalDateTime.ofInstant(Instant.ofEpochMilli(sent.time()), ZoneOffset.UTC)));
                }
            }
        }
        return hits;
    }

    private static StreamExecutionEnvironment env(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(new Launch(1, 1, SPEC).flinkConfiguration());
        settings.put("rest.port", "0");
        settings.put("rest.bind-port", "0");
        settings.put("taskmanager.memory.network.min", "16 mb");
        settings.put("taskmanager.memory.network.max", "16 mb");
        settings.putAll(more);
        return StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(settings));
    }
}
