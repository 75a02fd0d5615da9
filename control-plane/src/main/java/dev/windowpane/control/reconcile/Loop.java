package dev.windowpane.control.reconcile;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.jobs.JobTouched;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the {@link Reconciler} again and again, at once when something was touched, and keeps the lease. */
@ApplicationScoped
class Loop {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Reconciler reconciler;
    private final Settler settler;
    private final LeaseStore lease;
    private final Timer passes;
    private final Duration pauseAfterTrouble;
    private final long renewMillis;
    private final Semaphore wakeups = new Semaphore(0);
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease").factory());
    private final Thread thread = Thread.ofVirtual().name("reconcile").unstarted(this::run);
    private volatile Optional<Long> token = Optional.empty();
    private volatile boolean stopped;
    private boolean troubled;

    Loop(Reconciler reconciler, Settler settler, LeaseStore lease, MeterRegistry metrics, WindowpaneConfig config) {
        this.reconciler = reconciler;
        this.settler = settler;
        this.lease = lease;
        this.passes = Timer.builder("windowpane.reconcile.pass")
                .description("How long it took to look at all jobs once")
                .register(metrics);
        Gauge.builder("windowpane.lease.held", this, loop -> loop.acts() ? 1 : 0)
                .description("1 while this instance is the one that acts on jobs, else 0")
                .register(metrics);
        this.pauseAfterTrouble = config.reconcile().transitional();
        this.renewMillis = Math.max(100, config.reconcile().lease().toMillis() / 4);
    }

    @Startup
    void start() {
        thread.start();
        ScheduledFuture<?> unused = renewals.scheduleWithFixedDelay(this::renew, 0, renewMillis, TimeUnit.MILLISECONDS);
    }

    @Shutdown
    void stop() {
        stopped = true;
        renewals.shutdownNow();
        wake();
        try {
            lease.release();
        } catch (RuntimeException e) {
            LOG.debug("the lease will expire by itself", e);
        }
    }

    /** Whether this instance acts on jobs, as far as it knows. */
    boolean acts() {
        return token.isPresent();
    }

    void touched(@Observes JobTouched touched) {
        wake();
    }

    private void wake() {
        wakeups.release();
    }

    private void renew() {
        try {
            Optional<Long> before = token;
            token = lease.take();
            if (!token.equals(before)) {
                LOG.infof(token.isPresent() ? "this instance acts on jobs" : "another instance acts on jobs");
                wake();
            }
        } catch (RuntimeException e) {
            LOG.debug("the lease cannot be renewed now", e);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                Duration pause = pass();
                if (wakeups.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pass() {
        try {
            Timer.Sample sample = Timer.start();
            Duration pause = reconciler.pass(token, this::wake);
            sample.stop(passes);
            if (acts()) {
                settler.settle();
            }
            if (troubled) {
                LOG.info("Postgres answers again");
                troubled = false;
            }
            return pause;
        } catch (DatabaseAwayException e) {
            if (!troubled) {
                LOG.warnf("jobs are left alone meanwhile: %s", e.getMessage());
                troubled = true;
            }
            return pauseAfterTrouble;
        } catch (RuntimeException e) {
            LOG.logf(stopped ? DEBUG : ERROR, e, "a pass over the jobs failed by a mistake of ours");
            return pauseAfterTrouble;
        }
    }
}
