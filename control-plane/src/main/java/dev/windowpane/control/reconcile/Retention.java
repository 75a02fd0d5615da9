package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.DatabaseAwayException;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Drops counts that are older than {@code windowpane.retention}: when this instance begins to act on jobs, and then every hour. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final long LOOK_SECONDS = 5;

    private final RetentionStore store;
    private final LeaseStore lease;
    private final Loop loop;
    private final Optional<Duration> kept;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("retention").factory());
    private Optional<Instant> last = Optional.empty();

    Retention(RetentionStore store, LeaseStore lease, Loop loop, WindowpaneConfig config) {
        this.store = store;
        this.lease = lease;
        this.loop = loop;
        this.kept = config.retention();
    }

    @Startup
    void start() {
        kept.map(Retention::checked).ifPresent(duration -> {
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(() -> look(duration), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        });
    }

    @Shutdown
    void stop() {
        timer.shutdownNow();
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

    private void look(Duration duration) {
        try {
            if (loop.acts()) {
                Instant now = lease.now();
                if (last.map(before -> !now.isBefore(before.plus(PERIOD))).orElse(true)) {
                    retire(duration);
                    last = Optional.of(now);
                }
            }
        } catch (DatabaseAwayException e) {
            LOG.debug("counts are retired once Postgres answers", e);
        } catch (RuntimeException e) {
            LOG.error("counts could not be retired", e);
        }
    }

    /** @return how many months were dropped */
    int retire(Duration duration) {
        int months = store.retire(duration);
        if (months > 0) {
            LOG.infof("retention %s: the counts of %d months were dropped", duration, months);
        }
        return months;
    }
}
