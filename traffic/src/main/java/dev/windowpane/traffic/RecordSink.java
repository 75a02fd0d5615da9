package dev.windowpane.traffic;

import java.time.Instant;
import java.util.Optional;

/** Where records go to: Kafka, or a list in a test. */
interface RecordSink extends AutoCloseable {
    /**
     * Takes a record, not necessarily delivered yet.
     *
     * @param time the Kafka record's timestamp
     * @param value empty for a tombstone
     * @throws KafkaAwayException if this or an earlier record cannot be delivered
     */
    void send(int partition, Instant time, Optional<byte[]> value);

    /** Returns when all records are delivered. */
    void flush();

    @Override
    void close();
}
