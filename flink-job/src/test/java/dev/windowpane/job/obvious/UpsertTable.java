package dev.windowpane.job.obvious;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.types.Row;

/** {@code INSERT … ON CONFLICT (window, host) DO UPDATE SET num_hits = EXCLUDED.num_hits}, as the JDBC connector's upsert does it. */
record UpsertTable(String name) implements Sink<Row> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Map<String, Long>> TABLES = new ConcurrentHashMap<>();

    /** {@code window host} → hits. */
    static Map<String, Long> rows(String name) {
        return TABLES.computeIfAbsent(name, key -> new ConcurrentHashMap<>());
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(Row row, Context context) {
                rows(name).put(row.getField(0) + " " + row.getField(1), ((Number) row.getFieldAs(2)).longValue());
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
