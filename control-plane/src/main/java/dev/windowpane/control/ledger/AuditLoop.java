package dev.windowpane.control.ledger;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.database.DatabaseAwayException;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Audits again and again. Every instance does, whoever holds the lease: reading harms nobody, and a finding is noted once. */
@ApplicationScoped
class AuditLoop {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Audit audit;
    private final WindowpaneConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("audit").factory());

    AuditLoop(Audit audit, WindowpaneConfig config) {
        this.audit = audit;
        this.config = config;
    }

    @Startup
    void start() {
        every(config.audit().sums(), audit::sums);
        every(config.audit().rows(), audit::rows);
    }

    @Shutdown
    void stop() {
        timer.shutdownNow();
    }

    private void every(Duration pause, Runnable check) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> carefully(check), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void carefully(Runnable check) {
        try {
            check.run();
        } catch (DatabaseAwayException e) {
            LOG.debug("the ledger is not audited while Postgres is away", e);
        } catch (RuntimeException e) {
            LOG.error("an audit failed by a mistake of ours", e);
        }
    }
}
