package dev.windowpane.job.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares where a job stands with what Kafka has. */
final class Gaps {
    private final String topic;
    private final String topicId;
    private final Map<Integer, Topic.Span> spans;

    Gaps(String topic, String topicId, Map<Integer, Topic.Span> spans) {
        this.topic = topic;
        this.topicId = topicId;
        this.spans = spans;
    }

    /** All of them, by partition. A partition that has nothing left to be read has none. */
    List<Gap> find(Standing standing) {
        boolean madeAnew =
                standing.topicId().filter(known -> !known.equals(topicId)).isPresent();
        // Rows of a version that did not note the topic's id: offsets beyond the end can only belong to another topic
        boolean unknown = standing.topicId().isEmpty();
        List<Gap> gaps = new ArrayList<>();
        standing.places().forEach((partition, place) -> {
            if (!place.isDone()) {
                find(partition, place, madeAnew, unknown).ifPresent(gaps::add);
            }
        });
        return gaps;
    }

    private Optional<Gap> find(int partition, Place place, boolean madeAnew, boolean unknown) {
        long next = place.next();
        Topic.Span span = spans.get(partition);
        if (span == null) {
            // Nothing of it was counted, or that it is gone was accepted: when it comes back it is read from its
            // beginning
            return next == 0 ? Optional.empty() : Optional.of(gone(partition, next));
        }
        if (madeAnew || (unknown && next > span.end())) {
            return next == 0 && span.beginning() == 0 ? Optional.empty() : Optional.of(madeAnew(partition, next, span));
        }
        if (next > span.end()) {
            return Optional.of(cutOff(partition, next, span));
        }
        return next < span.beginning() ? Optional.of(expired(partition, place, span)) : Optional.empty();
    }

    private Gap gone(int partition, long next) {
        return new Gap(
                partition,
                next,
                0,
                GapReason.PARTITION_GONE,
                "topic '%s' has no partition %d any more, but it was counted up to offset %d"
                        .formatted(topic, partition, next));
    }

    private Gap madeAnew(int partition, long next, Topic.Span span) {
        return new Gap(
                partition,
                next,
                span.beginning(),
                GapReason.TOPIC_RECREATED,
                "topic '%s' partition %d was counted up to offset %d, but the topic was made anew since then: it has %s now, from offset %d on"
                        .formatted(
                                topic, partition, next, records("", span.end() - span.beginning()), span.beginning()));
    }

    /** Going on at the end and not at the beginning: what is before it was counted. */
    private Gap cutOff(int partition, long next, Topic.Span span) {
        return new Gap(
                partition,
                next,
                span.end(),
                GapReason.TOPIC_RECREATED,
                "topic '%s' partition %d was counted up to offset %d, but it ends at offset %d now: Kafka has lost %s"
                        .formatted(topic, partition, next, span.end(), records("counted ", next - span.end())));
    }

    private Gap expired(int partition, Place place, Topic.Span span) {
        long next = place.next();
        long to = Math.min(span.beginning(), place.end().orElse(Long.MAX_VALUE));
        return new Gap(
                partition,
                next,
                to,
                GapReason.EXPIRED,
                "topic '%s' partition %d has lost %s, offsets %d to %d: Kafka begins at offset %d"
                        .formatted(topic, partition, records("uncounted ", to - next), next, to - 1, span.beginning()));
    }

    private static String records(String kind, long n) {
        return "%d %srecord%s".formatted(n, kind, n == 1 ? "" : "s");
    }
}
