package dev.windowpane.job.count;

/**
 * A stretch of a partition that a {@link Delta} accounts for: the records with offsets in {@code [from, to)}, of which {@code read}
 * were there (transaction markers and compaction leave holes) and {@code rejected} became dead letters.
 *
 * @param newest the time of the newest hit among them, in milliseconds since the epoch, or {@link Delta#NONE}
 */
public record OffsetRange(int partition, Link link, long from, long to, long read, long rejected, long newest) {
    /** What {@code from} rests on. */
    public enum Link {
        /** The {@code to} of the range before. */
        CHAINED,
        /** The first record that a new attempt has read; the range really begins where the attempt was told to start. */
        OPENING,
        /** The first record ever read of a partition that no start offset was known for. */
        FRESH
    }
}
