package dev.windowpane.e2e;

/**
 * What the traffic is made of.
 *
 * @param old share of hits that are up to an hour old
 * @param bad share of malformed records
 * @param partitions the first so many are written to
 * @param fresh share of hits for hosts that had none before, so that tables grow
 */
record Mix(double old, double bad, int partitions, double fresh) {
    /** A fifth up to an hour old, a hundredth malformed, three partitions. */
    static final Mix USUAL = new Mix(0.2, 0.01, 3, 0);

    Mix withOld(double share) {
        return new Mix(share, bad, partitions, fresh);
    }

    Mix withBad(double share) {
        return new Mix(old, share, partitions, fresh);
    }

    Mix withPartitions(int count) {
        return new Mix(old, bad, count, fresh);
    }

    Mix withFresh(double share) {
        return new Mix(old, bad, partitions, share);
    }
}
