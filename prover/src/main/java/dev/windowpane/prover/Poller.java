package dev.windowpane.prover;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the ledger all the time, whatever happens to the installation meanwhile, and writes down each moment at which it was wrong. A database that is away is
 * no violation: the poller connects again, and compares with what it saw before.
 */
public final class Poller implements AutoCloseable {
    private static final int MOST_KEPT = 1_000;

    private final Eye eye;
    private final Pace pace;
    private final Rules rules;
    private final Consumer<Look> listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("prover").factory());
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong violationCount = new AtomicLong();
    private final AtomicLong polls = new AtomicLong();
    private final AtomicLong completePolls = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicReference<@Nullable SQLException> lastMiss = new AtomicReference<>();
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();
    private @Nullable ScheduledFuture<?> looking;

    /** @param listener hears of every look, on the poller's thread */
    public Poller(Target target, Pace pace, Rules rules, Consumer<Look> listener) {
        this.eye = new Eye(target, pace.everythingEvery());
        this.pace = pace;
        this.rules = rules;
        this.listener = listener;
    }

    public void begin() {
        looking = timer.scheduleWithFixedDelay(this::poll, 0, pace.every().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void poll() {
        try {
            Look before = last.get();
            Eye.Sight sight = eye.look(before);
            note(rules.within(sight.look()));
            note(sight.wrongKeys());
            // Not if it has been told to forget meanwhile
            if (before != null && last.compareAndSet(before, sight.look())) {
                note(rules.between(before, sight.look()));
            } else {
                last.compareAndSet(null, sight.look());
            }
            polls.incrementAndGet();
            if (sight.complete()) {
                completePolls.incrementAndGet();
            }
            lastMiss.set(null);
            listener.accept(sight.look());
        } catch (SQLException e) {
            misses.incrementAndGet();
            lastMiss.set(e);
        }
    }

    private void note(List<Violation> found) {
        violationCount.addAndGet(found.size());
        found.stream().limit(Math.max(0, MOST_KEPT - violations.size())).forEach(violations::add);
    }

    /** Compares the next look with none before it: the database is about to be set back on purpose. Call it while the database is down. */
    public void forget() {
        last.set(null);
    }

    /** The first thousand. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public long violationCount() {
        return violationCount.get();
    }

    public long polls() {
        return polls.get();
    }

    /** Looks at which every key was compared. */
    public long completePolls() {
        return completePolls.get();
    }

    /** Looks that failed since the database did not answer. */
    public long misses() {
        return misses.get();
    }

    /** Why the newest look failed; empty if it did not. */
    public Optional<SQLException> lastMiss() {
        return Optional.ofNullable(lastMiss.get());
    }

    public Optional<Look> last() {
        return Optional.ofNullable(last.get());
    }

    /**
     * Waits until it stops looking, which is never but for a mistake of its own.
     *
     * @return false if the time was over before
     */
    public boolean awaitEnd(long millis) throws InterruptedException {
        ScheduledFuture<?> running = looking;
        if (running == null) {
            return timer.awaitTermination(millis, TimeUnit.MILLISECONDS);
        }
        try {
            running.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException goesOn) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the poller has failed", e.getCause());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        eye.close();
    }
}
