package dev.windowpane.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One Kafka record of the sample traffic.
 *
 * @see SampleTraffic
 */
public sealed interface SampleRecord {
    /** When it is sent: the Kafka record's timestamp. Whole milliseconds. */
    Instant sentAt();

    /** Its place among the records of its minute, from 0; decides the partition. */
    int place();

    /** What is sent; empty for a tombstone. */
    Optional<byte[]> value();

    /** A record that counts. */
    record Good(Instant sentAt, int place, Hit hit) implements SampleRecord {
        @Override
        public Optional<byte[]> value() {
            return Optional.of(hit.toJson().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A record that must become a dead letter.
     *
     * @param meant the hit that was spoiled
     */
    record Bad(Instant sentAt, int place, Garbage garbage, Hit meant) implements SampleRecord {
        @Override
        public Optional<byte[]> value() {
            return garbage.spoil(meant);
        }
    }
}
