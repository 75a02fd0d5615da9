package dev.windowpane.job.launch;

import dev.windowpane.spec.RejectReason;
import java.util.Arrays;

/**
 * A dead letter that somebody wants to be read again.
 *
 * @param topic that it was read from
 * @param recordTime the Kafka record's timestamp, in milliseconds since the epoch
 * @param size of the value, in bytes
 * @param payload the value's beginning
 */
@SuppressWarnings("ArrayRecordComponent")
record DeadLetter(Key key, String topic, RejectReason reason, long recordTime, int size, byte[] payload) {
    record Key(int partition, long offset) {}

    /** Whether this is the record that was rejected: after a topic was made anew another one may stand at its offset. */
    boolean is(long time, byte[] value) {
        return time == recordTime
                && value.length == size
                && Arrays.equals(value, 0, Math.min(size, payload.length), payload, 0, payload.length);
    }
}
