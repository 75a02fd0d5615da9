package dev.windowpane.local.os;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts again what died by itself: after half a second, then after twice as long each time, at most 30 s; after a minute of life the count begins anew.
 * What was stopped or killed through {@link ManagedProcess} stays down. Sleeps until {@link #begin}.
 */
public final class Supervisor implements ManagedProcess.ExitListener, AutoCloseable {
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("supervisor").factory());
    private final Map<String, Patience> patience = new HashMap<>();
    private final Consumer<String> notes;
    private boolean active;

    private record Patience(Duration nextDelay, Deadline healthyFrom) {}

    /** @param notes hears one sentence for each death */
    public Supervisor(Consumer<String> notes) {
        this.notes = notes;
    }

    /** From now on. */
    public synchronized void begin() {
        active = true;
    }

    @Override
    public synchronized void onUnexpectedExit(ManagedProcess process, int exitCode) {
        if (!active || timer.isShutdown()) {
            return;
        }
        Patience last = patience.get(process.name());
        Duration delay = last == null || last.healthyFrom().isOver() ? FIRST_DELAY : last.nextDelay();
        Duration next = delay.multipliedBy(2).compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
        patience.put(process.name(), new Patience(next, Deadline.in(delay.plus(HEALTHY))));
        notes.accept("%s ended by itself (exit code %d); starting it again in %.1f s. Its log: %s"
                .formatted(process.name(), exitCode, delay.toMillis() / 1000.0, process.log()));
        ScheduledFuture<?> unused = timer.schedule(() -> startAgain(process), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startAgain(ManagedProcess process) {
        if (process.isWanted() && !process.isAlive()) {
            try {
                process.start();
            } catch (LocalStackException | UncheckedIOException e) {
                notes.accept(String.valueOf(e.getMessage()));
                onUnexpectedExit(process, -1);
            }
        }
    }

    @Override
    public synchronized void close() {
        active = false;
        timer.shutdownNow();
    }
}
