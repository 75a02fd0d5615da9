package dev.windowpane.job.hit;

import dev.windowpane.spec.EventTime;
import dev.windowpane.spec.RejectReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kafka record → hit or dead letter, by the rules and in the order of {@link RejectReason}. Total: it never throws on data. Keeps
 * its buffers between calls, so each thread needs a parser of its own.
 */
public final class HitParser {
    /** The longest value that is looked at, in bytes. */
    public static final int MAX_SIZE = 256 * 1024;
    /** How much of a dead letter is kept, in bytes. */
    public static final int MAX_PAYLOAD = 4 * 1024;

    private static final byte[] NOTHING = {};

    private final HitFields fields;
    private final TimeParser times;
    private final KeyWriter key = new KeyWriter();
    private final long furthestFuture;
    private final long oldestAccepted;

    public HitParser(EventTime rules) {
        fields = new HitFields(rules.field());
        times = new TimeParser(rules.formats());
        furthestFuture = rules.furthestFuture().toMillis();
        oldestAccepted = rules.oldestAccepted().toMillis();
    }

    /**
     * @param recordTime the Kafka record's timestamp in milliseconds since the epoch: what "too old" is judged against, so that a
     *     replay gives the same verdict
     * @param value the record's value, {@code null} for a tombstone
     */
    public Parsed parse(int partition, long offset, long recordTime, byte @Nullable [] value) {
        return parsed(partition, offset, Math.clamp(recordTime, TimeParser.LEAST, TimeParser.MOST), value);
    }

    private Parsed parsed(int partition, long offset, long recordTime, byte @Nullable [] value) {
        if (value == null) {
            return new Parsed.Reject(partition, offset, recordTime, RejectReason.EMPTY, 0, NOTHING);
        }
        RejectReason reason = read(value);
        if (reason == null) {
            long time = fields.time.kind == Field.Kind.NUMBER
                    ? times.number(value, fields.time.start, fields.time.end)
                    : times.text(fields.time.plain(value));
            reason = judge(time, recordTime);
            if (reason == null) {
                return new Parsed.Hit(partition, offset, time, key.toBytes(), key.hostLength());
            }
        }
        return new Parsed.Reject(partition, offset, recordTime, reason, value.length, cut(value));
    }

    private @Nullable RejectReason read(byte[] value) {
        if (value.length > MAX_SIZE) {
            return JsonScanner.isBlank(value) ? RejectReason.EMPTY : RejectReason.TOO_LARGE;
        }
        RejectReason reason = fields.read(value);
        if (reason == null) {
            reason = key.write(value, fields.host, fields.referrer);
        }
        if (reason != null) {
            return reason;
        }
        return switch (fields.time.kind) {
            case ABSENT, NULL -> RejectReason.NO_TIME;
            case OTHER -> RejectReason.BAD_TIME;
            case TEXT, NUMBER -> null;
        };
    }

    private @Nullable RejectReason judge(long time, long recordTime) {
        if (time == TimeParser.INVALID) {
            return RejectReason.BAD_TIME;
        }
        if (time > recordTime + furthestFuture) {
            return RejectReason.TOO_FAR_IN_FUTURE;
        }
        return time < recordTime - oldestAccepted ? RejectReason.TOO_OLD : null;
    }

    private static byte[] cut(byte[] value) {
        return value.length <= MAX_PAYLOAD ? value : Arrays.copyOf(value, MAX_PAYLOAD);
    }
}
