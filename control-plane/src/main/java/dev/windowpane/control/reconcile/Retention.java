package dev.windowpane.control.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Drops counts that are older than {@code windowpane.retention}. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final Duration SHORTEST = Duration.ofDays(1);

    private final RetentionStore store;

    Retention(RetentionStore store) {
        this.store = store;
    }

    /** @throws IllegalArgumentException if it is too short to be meant */
    static Duration checked(Duration kept) {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "windowpane.retention (WINDOWPANE_RETENTION) must be at least P1D, but is %s; leave it out to keep counts for ever"
                            .formatted(kept));
        }
        return kept;
    }

    /** A month in each transaction, as commits wait while one is dropped. @return how many months were dropped */
    int retire(Duration kept) {
        int months = 0;
        while (store.retire(kept)) {
            months++;
            LOG.infof("retention %s: a month of counts was dropped", kept);
        }
        return months;
    }
}
