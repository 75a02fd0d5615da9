package dev.windowpane.local;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is; null where a stack was started without that part. {@link #toJson} is what {@code addresses.json} holds.
 *
 * @param kafkaBootstrap {@code host:port}
 * @param postgres as the reader
 * @param pids by the name of the process, our own is {@code windowpane}
 */
public record Addresses(
        @Nullable URI controlPlane,
        @Nullable String kafkaBootstrap,
        String topic,
        @Nullable PostgresAddress postgres,
        @Nullable FlinkAddress flink,
        Map<String, Long> pids) {
    public Addresses {
        pids = Collections.unmodifiableMap(new LinkedHashMap<>(pids));
    }

    /** One key per line, so that a shell script can read it too. */
    public String toJson() {
        SequencedMap<String, Object> root = new LinkedHashMap<>();
        put(root, "controlPlane", controlPlane);
        put(root, "kafkaBootstrap", kafkaBootstrap);
        root.put("topic", topic);
        if (postgres != null) {
            SequencedMap<String, Object> entry = new LinkedHashMap<>();
            entry.put("host", postgres.host());
            entry.put("port", postgres.port());
            entry.put("database", postgres.database());
            entry.put("user", postgres.user());
            entry.put("passwordFile", postgres.passwordFile());
            root.put("postgres", entry);
        }
        if (flink != null) {
            SequencedMap<String, Object> entry = new LinkedHashMap<>();
            entry.put("url", flink.url());
            entry.put("keyStore", flink.keyStore());
            entry.put("trustStore", flink.trustStore());
            entry.put("passwordFile", flink.passwordFile());
            root.put("flink", entry);
        }
        root.put("pids", pids);
        return Json.write(root) + "\n";
    }

    private static void put(Map<String, Object> target, String key, @Nullable Object value) {
        if (value != null) {
            target.put(key, value);
        }
    }
}
