package dev.windowpane.local.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that we start, watch and end. It runs in a session of its own, so that Ctrl-C in our terminal reaches only us and we end it in order.
 * Its number is written to a file while it runs: what a killed owner leaves behind can be found again ({@link Leftovers}).
 */
public final class ManagedProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ProcessSpec spec;
    private final Path pidFile;
    private final Runnable beforeStart;
    private final ExitListener listener;
    private @Nullable Process process;
    private boolean wanted;
    private boolean closed;

    /** Hears of a process that ended although nobody asked it to. */
    @FunctionalInterface
    public interface ExitListener {
        void onUnexpectedExit(ManagedProcess process, int exitCode);
    }

    /**
     * @param runDirectory where the file with its number goes
     * @param beforeStart runs before each start
     */
    public ManagedProcess(ProcessSpec spec, Path runDirectory, Runnable beforeStart, ExitListener listener) {
        this.spec = spec;
        this.pidFile = runDirectory.resolve(spec.name() + ".pid");
        this.beforeStart = beforeStart;
        this.listener = listener;
    }

    public String name() {
        return spec.name();
    }

    public Path log() {
        return spec.log();
    }

    /** Starts it; does nothing if it runs already. Does not wait until it is ready. */
    public synchronized void start() {
        if (closed) {
            throw new LocalStackException(spec.name() + " is not started: the stack is being closed");
        }
        if (isAlive()) {
            return;
        }
        wanted = true;
        beforeStart.run();
        LogFiles.rotate(spec.log());
        Process started = spawn();
        process = started;
        ProcessIdentity.of(started.pid())
                .ifPresent(identity -> PrivateFiles.write(pidFile, identity + "\n" + spec.stopSignal() + "\n"));
        CompletableFuture<Void> unused = started.onExit().thenAccept(this::exited);
    }

    private Process spawn() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.workingDirectory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        environment.putAll(spec.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private void exited(Process ended) {
        boolean unexpected;
        synchronized (this) {
            unexpected = wanted && !closed && ended.equals(process);
        }
        if (unexpected) {
            listener.onUnexpectedExit(this, ended.exitValue());
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether someone wants it to run: false after {@link #stop} and {@link #kill}, true after {@link #start}. */
    public synchronized boolean isWanted() {
        return wanted && !closed;
    }

    /** Its number while it runs. */
    public synchronized Optional<Long> pid() {
        return process != null && process.isAlive() ? Optional.of(process.pid()) : Optional.empty();
    }

    /** Waits until it has ended or the time is over. Returns whether it has ended. */
    public boolean waitForExit(Duration limit) {
        Process current;
        synchronized (this) {
            current = process;
        }
        if (current == null) {
            return true;
        }
        try {
            return current.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for " + spec.name(), e);
        }
    }

    /** Asks it to end, and kills it when the grace is over. Returns when it and its children are gone. */
    public void stop(Duration grace) {
        List<ProcessHandle> family = disown();
        if (!family.isEmpty()) {
            List<Long> pids = family.stream().map(ProcessHandle::pid).toList();
            Signals.send("CONT", pids);
            Signals.send(spec.stopSignal(), List.of(pids.getFirst()));
            waitForExit(grace);
            end(family);
        }
    }

    /** kill -9, on purpose: nobody starts it again but {@link #start}. */
    public void kill() {
        List<ProcessHandle> family = disown();
        if (!family.isEmpty()) {
            family.getFirst().destroyForcibly();
            waitForExit(Duration.ofSeconds(10));
            Deadline patience = Deadline.in(Duration.ofSeconds(5));
            while (family.stream().anyMatch(ProcessHandle::isAlive) && !patience.isOver()) {
                Pause.briefly();
            }
            end(family);
        }
    }

    /** Stops it and forbids every later start. */
    public void close(Duration grace) {
        synchronized (this) {
            closed = true;
        }
        stop(grace);
    }

    /** SIGSTOP for it and its children: they keep memory, files and connections, and do nothing. */
    public void pause() {
        family().stream().limit(1).forEach(parent -> Signals.send("STOP", List.of(parent.pid())));
        Signals.send("STOP", family().stream().map(ProcessHandle::pid).toList());
    }

    /** SIGCONT: goes on as if nothing had been. */
    public void resume() {
        Signals.send("CONT", family().stream().map(ProcessHandle::pid).toList());
    }

    private synchronized List<ProcessHandle> disown() {
        wanted = false;
        return family();
    }

    private synchronized List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>();
        if (process != null && process.isAlive()) {
            family.add(process.toHandle());
            process.descendants().forEach(family::add);
        }
        return family;
    }

    private void end(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        waitForExit(Duration.ofSeconds(10));
        PrivateFiles.delete(pidFile);
    }
}
