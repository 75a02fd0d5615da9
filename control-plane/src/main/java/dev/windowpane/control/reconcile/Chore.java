package dev.windowpane.control.reconcile;

import dev.windowpane.control.database.DatabaseAwayException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Something to be done once an hour that may fail: then it is left alone for a while, as commits may wait while it is tried. */
final class Chore {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(10);

    private final String what;
    private final Runnable work;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    /** @param what as in "cannot be done now": a plural */
    Chore(String what, Runnable work, InstantSource clock) {
        this.what = what;
        this.work = work;
        this.clock = clock;
    }

    void doIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(AFTER_TROUBLE);
        try {
            work.run();
            next = now.plus(PERIOD);
        } catch (DatabaseAwayException e) {
            LOG.warnf(
                    "%s could not be dropped now, and will be in %d minutes: %s. Counts are right meanwhile. If this goes on, look in "
                            + "pg_stat_activity for a transaction that is open for long, and end it",
                    what, AFTER_TROUBLE.toMinutes(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not be dropped by a mistake of ours", what);
        }
    }
}
