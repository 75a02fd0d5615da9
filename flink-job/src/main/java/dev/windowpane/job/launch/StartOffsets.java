package dev.windowpane.job.launch;

import dev.windowpane.job.commit.PostgresConnection;
import dev.windowpane.job.commit.PostgresConnection.Connector;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.StartFrom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a launch starts to read: each partition where it stands in Postgres. Partitions that Postgres does not know yet are resolved
 * once, by the spec's {@link StartFrom} if it is the job's first launch, else at their beginning, and written down before anything is read.
 */
public final class StartOffsets {
    private StartOffsets() {}

    /**
     * @param environment names the Postgres connection
     * @throws dev.windowpane.job.commit.FencedException if a newer launch has taken over
     * @throws GapException if Kafka no longer has what comes next
     * @throws LaunchException if Kafka or Postgres does not answer
     */
    public static Map<Integer, Long> of(Launch launch, Map<String, String> environment) {
        PostgresConnection connection = new PostgresConnection(
                launch.spec().sink().connection(),
                "windowpane %s launch".formatted(launch.spec().name()));
        try (KafkaTopic topic = KafkaTopic.open(launch.spec().source())) {
            return of(launch, topic, () -> connection.connect(environment));
        }
    }

    static Map<Integer, Long> of(Launch launch, Topic topic, Connector connector) {
        try (Connection session = connector.connect()) {
            LaunchStore store = new LaunchStore(session, launch);
            Map<Integer, Long> stored = store.offsets();
            Map<Integer, Topic.Span> spans = topic.spans();
            refuseGaps(launch, stored, spans);
            Map<Integer, Long> fresh = fresh(launch, topic, stored, spans);
            if (!fresh.isEmpty()) {
                store.insert(fresh);
            }
            Map<Integer, Long> starts = new TreeMap<>(stored);
            starts.putAll(fresh);
            return starts;
        } catch (SQLException e) {
            throw new LaunchException(
                    "Postgres does not say where job %d stands (%s): %s"
                            .formatted(launch.job(), e.getSQLState(), e.getMessage()),
                    e);
        }
    }

    private static Map<Integer, Long> fresh(
            Launch launch, Topic topic, Map<Integer, Long> stored, Map<Integer, Topic.Span> spans) {
        Map<Integer, Long> fresh = new TreeMap<>();
        if (stored.isEmpty()) {
            Map<Integer, Long> found = topic.starts(launch.spec().source().startFrom());
            spans.forEach((partition, span) ->
                    fresh.put(partition, span.nearest(found.getOrDefault(partition, span.beginning()))));
        } else {
            spans.forEach((partition, span) -> fresh.put(partition, span.beginning()));
            fresh.keySet().removeAll(stored.keySet());
        }
        return fresh;
    }

    private static void refuseGaps(Launch launch, Map<Integer, Long> stored, Map<Integer, Topic.Span> spans) {
        String topic = launch.spec().source().topic().value();
        stored.forEach((partition, next) -> {
            Topic.Span span = spans.get(partition);
            if (span == null) {
                throw new GapException(
                        "topic '%s' has no partition %d any more, but it was read to offset %d: was the topic made anew?"
                                .formatted(topic, partition, next));
            }
            if (next < span.beginning()) {
                throw new GapException(
                        "topic '%s' partition %d: the next offset to read is %d, but Kafka has only %d to %d: %d records were deleted before they were counted"
                                .formatted(
                                        topic, partition, next, span.beginning(), span.end(), span.beginning() - next));
            }
            if (next > span.end()) {
                throw new GapException(
                        "topic '%s' partition %d: the next offset to read is %d, but Kafka has only %d to %d: was the topic made anew?"
                                .formatted(topic, partition, next, span.beginning(), span.end()));
            }
        });
    }
}
