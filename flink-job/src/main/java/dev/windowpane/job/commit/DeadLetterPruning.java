package dev.windowpane.job.commit;

/** Says when to look for dead letters that are too many: at first, then after every {@value #EVERY} noted. */
final class DeadLetterPruning {
    private static final int EVERY = 100;

    private int left;

    boolean isDueAfter(int noted) {
        left -= noted;
        if (left > 0) {
            return false;
        }
        left = EVERY;
        return true;
    }
}
