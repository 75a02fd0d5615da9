package dev.windowpane.job.hit;

import dev.windowpane.spec.RejectReason;

/** What a Kafka record turned out to be, and where it stood in the topic. */
public sealed interface Parsed {
    int partition();

    long offset();

    /**
     * A hit that will be counted. Immutable: nobody changes {@code key}.
     *
     * @param time when it happened, in milliseconds since the epoch
     * @param key the host's UTF-8 bytes followed by the referrer's; one array instead of two strings halves what a hit allocates
     * @param hostLength how many bytes of {@code key} are the host's
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Hit(int partition, long offset, long time, byte[] key, int hostLength) implements Parsed {}

    /**
     * A record that will not be counted, only noted.
     *
     * @param recordTime the Kafka record's timestamp, in milliseconds since the epoch
     * @param size the value's length in bytes
     * @param payload the value, cut after {@link HitParser#MAX_PAYLOAD} bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Reject(int partition, long offset, long recordTime, RejectReason reason, int size, byte[] payload)
            implements Parsed {}
}
