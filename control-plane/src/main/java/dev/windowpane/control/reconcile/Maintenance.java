package dev.windowpane.control.reconcile;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.metrics.Samples;
import dev.windowpane.control.operations.Operations;
import dev.windowpane.control.requests.IdempotencyStore;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps tables from growing for ever: when this instance begins to act on jobs, and then every hour. */
@ApplicationScoped
class Maintenance {
    private static final long LOOK_SECONDS = 5;

    private final Retention retention;
    private final LatenessLimitStore lateness;
    private final Samples samples;
    private final PruneStore prune;
    private final JarStore jars;
    private final Operations operations;
    private final IdempotencyStore answers;
    private final Loop loop;
    private final Optional<Duration> kept;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("maintenance").factory());

    Maintenance(
            Retention retention,
            LatenessLimitStore lateness,
            Samples samples,
            PruneStore prune,
            JarStore jars,
            Operations operations,
            IdempotencyStore answers,
            Loop loop,
            WindowpaneConfig config,
            InstantSource clock) {
        this.retention = retention;
        this.lateness = lateness;
        this.samples = samples;
        this.prune = prune;
        this.jars = jars;
        this.operations = operations;
        this.answers = answers;
        this.loop = loop;
        this.kept = config.retention();
        this.clock = clock;
    }

    @Startup
    void start() {
        List<Chore> chores = Stream.concat(
                        kept
                                .map(Retention::checked)
                                .map(duration -> new Chore(
                                        "counts older than %s".formatted(duration),
                                        () -> retention.retire(duration),
                                        clock))
                                .stream(),
                        Stream.of(
                                new Chore("rows about single hosts' late hits", lateness::apply, clock),
                                new Chore("old samples", samples::prune, clock),
                                new Chore("runs of long ago", prune::runs, clock),
                                new Chore("lines of history of long ago", prune::history, clock),
                                new Chore("JARs that no revision needs", jars::prune, clock),
                                new Chore("operations that ended long ago", operations::prune, clock),
                                new Chore("answers given long ago", answers::prune, clock)))
                .toList();
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(() -> look(chores), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Shutdown
    void stop() {
        timer.shutdownNow();
    }

    private void look(List<Chore> chores) {
        if (loop.acts()) {
            chores.forEach(Chore::doIfDue);
        }
    }
}
