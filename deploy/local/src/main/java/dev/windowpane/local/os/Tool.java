package dev.windowpane.local.os;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that does one thing and ends by itself. It does not outlive us. */
public final class Tool {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Tool() {}

    /**
     * Runs it to its end.
     *
     * @param name for messages
     * @param log both outputs are appended to it
     * @throws LocalStackException if it cannot be started, fails, or takes longer than a minute
     */
    public static void run(String name, List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Thread hook = new Thread(process::destroyForcibly, name + "-shutdown");
            addHook(hook, process);
            try {
                if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    throw new LocalStackException(
                            "%s failed. The end of its log %s:%n%s".formatted(name, log, LogFiles.tail(log)));
                }
            } finally {
                process.destroyForcibly();
                removeHook(hook);
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while %s ran".formatted(name), e);
        }
    }

    private static void addHook(Thread hook, Process process) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            process.destroyForcibly();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            hook.interrupt();
        }
    }
}
