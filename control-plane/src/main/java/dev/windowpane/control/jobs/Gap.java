package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Records that Kafka no longer had when they were to be read. Until somebody accepts it, its job is not launched.
 *
 * @param fromOffset the next offset to read, which Kafka does not have
 * @param toOffset where a launch goes on once the gap is accepted
 * @param records how many offsets are passed over; 0 where the topic was made anew and offsets began again
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Gap(
        int partition,
        long fromOffset,
        long toOffset,

        @Schema(minimum = "0", description = "How many offsets are passed over; 0 where the topic was made anew")
        long records,

        GapReason reason,
        Instant foundAt,

        @Schema(description = "Absent while nobody has accepted it")
        Optional<Instant> acceptedAt,

        @Schema(description = "When a launch went on behind it")
        Optional<Instant> appliedAt) {
    static Gap of(
            int partition,
            long fromOffset,
            long toOffset,
            GapReason reason,
            Instant foundAt,
            Optional<Instant> acceptedAt,
            Optional<Instant> appliedAt) {
        long records = Math.max(0, toOffset - fromOffset);
        return new Gap(partition, fromOffset, toOffset, records, reason, foundAt, acceptedAt, appliedAt);
    }

    /** What is lost, in one sentence without its full stop. */
    String sentence(String topic) {
        return switch (reason) {
            case EXPIRED ->
                "topic '%s' partition %d: %d records (offsets %d to %d) were deleted from Kafka before they were counted"
                        .formatted(topic, partition, records, fromOffset, toOffset - 1);
            case TOPIC_RECREATED ->
                "topic '%s' was made anew: partition %d was counted to offset %d of the old one and would go on at %d of the new one"
                        .formatted(topic, partition, fromOffset, toOffset);
            case PARTITION_GONE ->
                "topic '%s' has no partition %d any more, it was counted to offset %d"
                        .formatted(topic, partition, fromOffset);
        };
    }
}
