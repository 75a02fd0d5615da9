package dev.windowpane.job.obvious;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.lit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.job.testing.ScriptSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.Tumble;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Hits as a table with a time and a watermark, a tumbling window of five minutes, an upsert sink: what every tutorial does. */
final class ObviousJob {
    private ObviousJob() {}

    static void define(StreamExecutionEnvironment env, String script, String table) {
        DataStream<Row> hits = env.fromSource(
                        new ScriptSource<>(script, (offset, record) -> record),
                        WatermarkStrategy.noWatermarks(),
                        "hits",
                        Types.STRING)
                .map(ObviousJob::parse)
                .returns(Types.ROW_NAMED(new String[] {"host", "event_time"}, Types.STRING, Types.STRING));
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Table source = tables.fromDataStream(
                hits,
                Schema.newBuilder()
                        .column("host", "STRING")
                        .column("event_time", "STRING")
                        .columnByExpression("at", "TO_TIMESTAMP(event_time, 'yyyy-MM-dd''T''HH:mm:ss')")
                        .watermark("at", "`at` - INTERVAL '15' SECOND")
                        .build());
        Table counts = source.window(Tumble.over(lit(5).minutes()).on($("at")).as("w"))
                .groupBy($("w"), $("host"))
                .select($("w").start(), $("host"), $("host").count());
        tables.toDataStream(counts).sinkTo(new UpsertTable(table));
    }

    private static Row parse(String json) throws Exception {
        JsonNode hit = new ObjectMapper().readTree(json);
        return Row.of(hit.path("host").textValue(), hit.path("event_time").textValue());
    }
}
