package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.LogFiles;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.Supervisor;
import dev.windowpane.local.os.Together;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Starts the parts of a stack in order, looks after them, and ends them in the opposite order. */
final class StackLife implements AutoCloseable {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(2);

    private final Home home;
    private final StackParts parts;
    private final StackListener listener;
    private final Supervisor supervisor;
    private final Thread shutdownHook = new Thread(this::close, "windowpane-shutdown");
    private final ScheduledExecutorService housekeeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeper").factory());
    private final CountDownLatch ended = new CountDownLatch(1);
    private String writtenAddresses = "";
    private boolean closed;

    private StackLife(Home home, StackParts parts, StackListener listener, Supervisor supervisor) {
        this.home = home;
        this.parts = parts;
        this.listener = listener;
        this.supervisor = supervisor;
    }

    static StackLife begin(LocalStackBuilder wanted) {
        Home home = Home.open(wanted.directory, wanted.listener::note);
        Supervisor supervisor = new Supervisor(wanted.listener::note);
        StackLife life;
        try {
            PrivateFiles.delete(home.root().resolve("addresses.json"));
            life = new StackLife(home, StackParts.of(wanted, home, supervisor), wanted.listener, supervisor);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(life.shutdownHook);
        try {
            life.start(wanted.supervised);
            return life;
        } catch (RuntimeException e) {
            life.close();
            throw e;
        }
    }

    private void start(boolean supervised) {
        Together.run(parts.foundations().stream().map(this::starting).toList());
        parts.users().forEach(part -> starting(part).run());
        home.describe(
                parts.controlPlane() == null
                        ? "without a control plane"
                        : parts.controlPlane().url().toString());
        if (supervised) {
            supervisor.begin();
        }
        writeAddresses();
        ScheduledFuture<?> unused = housekeeper.scheduleWithFixedDelay(
                this::keepHouse, HOUSEKEEPING.toMillis(), HOUSEKEEPING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable starting(StackPart part) {
        return timed(part.title(), part::start);
    }

    private Runnable ending(StackPart part) {
        boolean runs = part.processes().stream().anyMatch(ManagedProcess::isAlive);
        return runs ? timed(part.title() + " ended", part::close) : part::close;
    }

    private Runnable timed(String step, Runnable work) {
        return () -> {
            long begin = System.nanoTime();
            work.run();
            listener.done(step, Duration.ofNanos(System.nanoTime() - begin));
        };
    }

    private void keepHouse() {
        try {
            parts.processes().forEach(process -> LogFiles.rotate(process.log()));
            writeAddresses();
        } catch (UncheckedIOException e) {
            listener.note("%s cannot be written: %s".formatted(home.root(), e.getMessage()));
        }
    }

    private synchronized void writeAddresses() {
        String json = addresses().toJson();
        if (!closed && !json.equals(writtenAddresses)) {
            PrivateFiles.write(addressesFile(), json);
            writtenAddresses = json;
        }
    }

    StackParts parts() {
        return parts;
    }

    Path addressesFile() {
        return home.root().resolve("addresses.json");
    }

    Path logDirectory() {
        return home.root().resolve("log");
    }

    Addresses addresses() {
        PostgresAccess database = parts.database();
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("windowpane", ProcessHandle.current().pid());
        parts.processes().forEach(process -> process.pid().ifPresent(pid -> pids.put(process.name(), pid)));
        return new Addresses(
                parts.controlPlane() == null ? null : parts.controlPlane().url(),
                parts.kafkaBootstrap(),
                LocalStack.TOPIC,
                database == null ? null : database.address(PostgresRole.READER),
                parts.flink() == null ? null : parts.flink().address(),
                pids);
    }

    /** Whoever calls it while it is under way waits for its end: the JVM must not end before the processes. */
    @Override
    public void close() {
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
        }
        if (!first) {
            awaitEnded();
            return;
        }
        if (Thread.currentThread().equals(shutdownHook)) {
            listener.note("Ending all processes …");
        }
        try {
            supervisor.close();
            housekeeper.shutdownNow();
            endProcesses();
            PrivateFiles.delete(addressesFile());
            home.close();
            listener.note("Every process has ended; the data stays in " + home.root());
        } finally {
            ended.countDown();
            forgetShutdownHook();
        }
    }

    private void awaitEnded() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while processes were being ended", e);
        }
    }

    /** Whoever uses something ends before it does. One that cannot be ended keeps no other from it. */
    private void endProcesses() {
        try {
            Together.runAll(parts.endedFirst().stream().map(this::ending).toList());
        } finally {
            endFoundations();
        }
    }

    private void endFoundations() {
        try {
            parts.foundations().stream()
                    .filter(part -> part == parts.flink())
                    .forEach(part -> ending(part).run());
        } finally {
            Together.runAll(parts.foundations().stream()
                    .filter(part -> part != parts.flink())
                    .map(this::ending)
                    .toList());
        }
    }

    private void forgetShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException jvmIsEnding) {
            ended.countDown();
        }
    }
}
