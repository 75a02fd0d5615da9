package dev.windowpane.job.count;

import dev.windowpane.job.hit.Parsed;
import dev.windowpane.spec.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What was counted in some ranges of offsets, packed into bytes: the same bytes travel the network, wait for Postgres and lie in
 * checkpoints. A delta is complete in itself: its counts and dead letters are those of exactly its ranges.
 *
 * <p>Layout (big endian): label, newest hit, ranges {@code (partition, link, from, to, read, rejected, newest hit)}, dead letter
 * counts, dead letters, hits by partition {@code (partition, window, hits)} and by key {@code (window, hits, host length, referrer
 * length, host, referrer)}, each list after its length.
 */
public final class Delta {
    /** In place of a time: none. */
    public static final long NONE = Long.MIN_VALUE;

    static final int HEADER = 2 * Long.BYTES + Integer.BYTES;
    /** The lengths of the lists after the ranges. */
    static final int LISTS = 4 * Integer.BYTES;

    static final int RANGE = Integer.BYTES + 1 + 5 * Long.BYTES;
    static final int REJECT_COUNT = Integer.BYTES + 1 + Long.BYTES;
    static final int SAMPLE = 3 * Integer.BYTES + 2 * Long.BYTES + 1;
    static final int WINDOW = Integer.BYTES + 2 * Long.BYTES;
    static final int COUNT = 2 * Long.BYTES + 2 * Short.BYTES;

    private static final List<RejectReason> REASONS = List.of(RejectReason.values());
    private static final List<OffsetRange.Link> LINKS = List.of(OffsetRange.Link.values());

    private final byte[] bytes;

    private Delta(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not copied: the caller gives the bytes away. */
    public static Delta of(byte[] bytes) {
        return new Delta(bytes);
    }

    /** Counts nothing; says that no hit before {@code label} (milliseconds since the epoch) is expected any more. */
    public static Delta label(long label) {
        return new Delta(
                ByteBuffer.allocate(HEADER + LISTS).putLong(label).putLong(NONE).array());
    }

    /** The packed form; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** How far time has come, in milliseconds since the epoch, or {@link #NONE}. */
    public long label() {
        return ByteBuffer.wrap(bytes).getLong(0);
    }

    /** The time of the newest hit, in milliseconds since the epoch, or {@link #NONE}. */
    public long newest() {
        return ByteBuffer.wrap(bytes).getLong(Long.BYTES);
    }

    public List<OffsetRange> ranges() {
        ByteBuffer in = ByteBuffer.wrap(bytes).position(2 * Long.BYTES);
        int size = in.getInt();
        List<OffsetRange> ranges = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ranges.add(new OffsetRange(
                    in.getInt(),
                    LINKS.get(in.get()),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong()));
        }
        return ranges;
    }

    /** Settles where the range at {@code index} begins. */
    public void settle(int index, OffsetRange.Link link, long from) {
        int at = HEADER + index * RANGE + Integer.BYTES;
        ByteBuffer.wrap(bytes).put(at, code(link)).putLong(at + 1, from);
    }

    /** Hands over all that was counted. */
    public void read(Reader reader) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.position(HEADER + in.getInt(2 * Long.BYTES) * RANGE);
        for (int left = in.getInt(); left > 0; left--) {
            reader.rejected(new RejectCount(in.getInt(), REASONS.get(in.get()), in.getLong()));
        }
        for (int left = in.getInt(); left > 0; left--) {
            reader.sampled(sample(in));
        }
        for (int left = in.getInt(); left > 0; left--) {
            reader.placed(new WindowCount(in.getInt(), in.getLong(), in.getLong()));
        }
        for (int left = in.getInt(); left > 0; left--) {
            long window = in.getLong();
            long hits = in.getLong();
            int hostLength = in.getShort();
            int referrerLength = in.getShort();
            reader.counted(window, text(in, hostLength), text(in, referrerLength), hits);
        }
    }

    static byte code(OffsetRange.Link link) {
        return (byte) LINKS.indexOf(link);
    }

    static byte code(RejectReason reason) {
        return (byte) REASONS.indexOf(reason);
    }

    /** Takes what a delta has counted. */
    public interface Reader {
        void rejected(RejectCount count);

        void sampled(Parsed.Reject reject);

        /** The same hits as {@link #counted}, by where they were read. */
        void placed(WindowCount count);

        /** @param window the window's start, in seconds since the epoch */
        void counted(long window, String host, String referrer, long hits);
    }

    private static Parsed.Reject sample(ByteBuffer in) {
        int partition = in.getInt();
        long offset = in.getLong();
        long recordTime = in.getLong();
        RejectReason reason = REASONS.get(in.get());
        int size = in.getInt();
        byte[] payload = new byte[in.getInt()];
        in.get(payload);
        return new Parsed.Reject(partition, offset, recordTime, reason, size, payload);
    }

    private String text(ByteBuffer in, int length) {
        String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
