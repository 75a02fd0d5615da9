package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.metrics.Samples;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has samples of all jobs taken again and again; stored by the instance that acts on jobs. */
@ApplicationScoped
class Sampling {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Samples samples;
    private final Loop loop;
    private final long everyMillis;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("samples").factory());

    Sampling(Samples samples, Loop loop, WindowpaneConfig config) {
        this.samples = samples;
        this.loop = loop;
        this.everyMillis = config.samples().every().toMillis();
    }

    @Startup
    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(this::take, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    @Shutdown
    void stop() {
        timer.shutdownNow();
    }

    private void take() {
        try {
            samples.take(loop.acts());
        } catch (DatabaseAwayException e) {
            LOG.debug("no samples while Postgres is away", e);
        } catch (RuntimeException e) {
            LOG.error("samples could not be taken by a mistake of ours", e);
        }
    }
}
