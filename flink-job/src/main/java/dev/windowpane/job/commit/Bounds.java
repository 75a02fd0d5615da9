package dev.windowpane.job.commit;

import java.io.Serializable;

/**
 * How much may wait for the ledger, in bytes of deltas.
 *
 * @param held from so many on hits wait in Kafka, as long as the committer has something to do
 * @param most without a complete checkpoint the committer has nothing to do and nobody may wait, so this is where counting begins anew
 * @param group at most so many go into one transaction (but at least one delta): larger transactions make Postgres slower, which makes
 *     transactions larger; without a bound that ended in a livelock
 */
record Bounds(long held, long most, long group) implements Serializable {
    static final Bounds DEFAULT = new Bounds(64L << 20, 128L << 20, 12L << 20);
}
