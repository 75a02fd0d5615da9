package dev.windowpane.job.launch;

import dev.windowpane.job.commit.PostgresConnection;
import dev.windowpane.job.commit.PostgresConnection.Connector;
import dev.windowpane.spec.KafkaSource;
import dev.windowpane.spec.Launch;
import dev.windowpane.spec.StartFrom;
import dev.windowpane.spec.StopAt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Finds what a launch reads: each partition from where it stands in Postgres. The first launch resolves the spec's {@link StartFrom},
 * the first bounded one its {@link StopAt}; both are written down before anything is read and stay. A partition that was added later is
 * read from its first record. Where Kafka no longer has what comes next, the launch ends with a {@link GapException} until somebody has
 * accepted the gap.
 */
public final class Preparation {
    private final Launch launch;
    private final Topic topic;
    private final KafkaSource source;

    private Preparation(Launch launch, Topic topic) {
        this.launch = launch;
        this.topic = topic;
        source = launch.spec().source();
    }

    /**
     * @param environment names the Postgres connection
     * @throws dev.windowpane.job.commit.FencedException if a newer launch has taken over
     * @throws GapException if Kafka no longer has what comes next
     * @throws LaunchException if Kafka or Postgres does not answer
     */
    public static Reading of(Launch launch, Map<String, String> environment) {
        PostgresConnection connection = new PostgresConnection(
                launch.spec().sink().connection(),
                "windowpane %s launch".formatted(launch.spec().name()));
        try (KafkaTopic topic = KafkaTopic.open(launch.spec().source())) {
            return of(launch, topic, () -> connection.connect(environment));
        }
    }

    static Reading of(Launch launch, Topic topic, Connector connector) {
        try (Connection session = connector.connect()) {
            return new Preparation(launch, topic).settle(new LaunchStore(session, launch));
        } catch (SQLException e) {
            throw new LaunchException(
                    "Postgres does not say where job %d stands (%s): %s"
                            .formatted(launch.job(), e.getSQLState(), e.getMessage()),
                    e);
        }
    }

    private Reading settle(LaunchStore store) throws SQLException {
        Standing stored = store.standing();
        String id = topic.id();
        Map<Integer, Topic.Span> spans = topic.spans();
        Map<Integer, Long> ends = topic.ends(source.stopAt());
        Standing standing = stored.with(bounded(stored, added(stored, spans, ends), ends));
        List<Gap> gaps = new Gaps(source.topic().value(), id, spans).find(standing);
        List<Gap> refused = store.write(standing, gaps, id, ends);
        if (!refused.isEmpty()) {
            throw new GapException(launch.spec().name().value(), refused);
        }
        return reading(store.standing(), spans);
    }

    /** Partitions that the job has not known; a bounded one reads none that was not there when its ends were found. */
    private Map<Integer, Place> added(Standing stored, Map<Integer, Topic.Span> spans, Map<Integer, Long> ends) {
        Map<Integer, Place> added = new TreeMap<>();
        if (stored.isNew()) {
            Map<Integer, Long> starts = topic.starts(source.startFrom());
            spans.forEach((partition, span) ->
                    added.put(partition, open(span.nearest(starts.getOrDefault(partition, span.beginning())))));
        } else if (ends.isEmpty() || !isBounded(stored)) {
            // Not at what Kafka still has: if the first records are gone already, that is a gap
            spans.keySet().forEach(partition -> added.put(partition, open(0)));
            added.keySet().removeAll(stored.places().keySet());
        }
        return added;
    }

    /** All places, with the ends that the job has now; those found by an earlier launch stay. */
    private static Map<Integer, Place> bounded(Standing stored, Map<Integer, Place> added, Map<Integer, Long> ends) {
        Map<Integer, Place> places = new TreeMap<>(stored.places());
        places.putAll(added);
        places.replaceAll((partition, place) -> {
            if (ends.isEmpty()) {
                return place.until(OptionalLong.empty());
            }
            Long end = ends.get(partition);
            return place.end().isPresent() || end == null ? place : place.until(OptionalLong.of(end));
        });
        return places;
    }

    private static boolean isBounded(Standing stored) {
        return stored.places().values().stream().anyMatch(place -> place.end().isPresent());
    }

    private static Place open(long next) {
        return new Place(next, OptionalLong.empty());
    }

    private static Reading reading(Standing standing, Map<Integer, Topic.Span> spans) {
        Map<Integer, Long> starts = new TreeMap<>();
        Map<Integer, Long> ends = new TreeMap<>();
        standing.places().forEach((partition, place) -> {
            starts.put(partition, place.next());
            if (place.end().isPresent() && spans.containsKey(partition)) {
                ends.put(partition, place.end().getAsLong());
            }
        });
        return new Reading(starts, ends.isEmpty() ? Optional.empty() : Optional.of(ends));
    }
}
