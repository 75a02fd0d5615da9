package dev.windowpane.control.ledger;

import java.time.Instant;
import java.util.Optional;

/** Whether a window's counts may still grow. */
public enum WindowStatus {
    /** Hits are still expected. */
    OPEN,
    /** It ended at or before the watermark. */
    FINAL,
    /** FINAL, but late hits were added afterwards. */
    CORRECTED;

    /** @param watermark absent before the first hit */
    public static WindowStatus of(Instant end, long lateHits, Optional<Instant> watermark) {
        boolean passed = watermark.map(mark -> !end.isAfter(mark)).orElse(false);
        if (!passed) {
            return OPEN;
        }
        return lateHits > 0 ? CORRECTED : FINAL;
    }
}
