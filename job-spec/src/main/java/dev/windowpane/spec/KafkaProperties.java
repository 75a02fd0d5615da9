package dev.windowpane.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kafka client properties that a spec may set: an allow-list, since others load classes or open files and addresses
 * (CVE-2023-25194, CVE-2025-27817, CVE-2025-27818).
 */
public record KafkaProperties(@JsonValue Map<String, String> values) {
    /** No property set. */
    public static final KafkaProperties NONE = new KafkaProperties(Map.of());

    /** The property names that a spec may set. */
    public static final Set<String> ALLOWED = Collections.unmodifiableSet(new TreeSet<>(Set.of(
            "client.dns.lookup",
            "client.id",
            "client.rack",
            "connections.max.idle.ms",
            "default.api.timeout.ms",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "max.partition.fetch.bytes",
            "max.poll.records",
            "metadata.max.age.ms",
            "receive.buffer.bytes",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retry.backoff.ms",
            "security.protocol",
            "send.buffer.bytes",
            "session.timeout.ms",
            "socket.connection.setup.timeout.ms",
            "ssl.enabled.protocols",
            "ssl.protocol")));

    @JsonCreator
    public KafkaProperties {
        for (Map.Entry<String, String> property : values.entrySet()) {
            if (!ALLOWED.contains(property.getKey())) {
                throw new IllegalArgumentException("property '%s' may not be set here; allowed are %s"
                        .formatted(property.getKey(), String.join(", ", ALLOWED)));
            }
            if (property.getValue().indexOf('$') >= 0) {
                throw new IllegalArgumentException(
                        "the value of property '%s' must not contain '$'".formatted(property.getKey()));
            }
        }
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
