package dev.windowpane.local.os;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits until a started program really answers; never longer than its limit. */
public final class Readiness {
    private Readiness() {}

    /** Asks the program itself. Empty when it is ready, else why not (yet). */
    @FunctionalInterface
    public interface Probe {
        Optional<String> whyNot();
    }

    /** @throws LocalStackException with the last lines of the log if it ends before it is ready, or is not ready within the limit */
    public static void await(ManagedProcess process, Duration limit, Probe probe) {
        await(process.name(), process::isAlive, process.log(), limit, probe);
    }

    /** The same of a program that is no process of ours. */
    public static void await(String name, BooleanSupplier alive, Path log, Duration limit, Probe probe) {
        Deadline deadline = Deadline.in(limit);
        while (true) {
            if (!alive.getAsBoolean()) {
                throw new LocalStackException(name + " ended while it was starting." + lastLines(log));
            }
            Optional<String> reason = probe.whyNot();
            if (reason.isEmpty()) {
                return;
            }
            if (deadline.isOver()) {
                throw new LocalStackException("%s is not ready after %d s: %s.%s"
                        .formatted(name, limit.toSeconds(), reason.get(), lastLines(log)));
            }
            Pause.briefly();
        }
    }

    private static String lastLines(Path log) {
        return " The end of its log %s:%n%s".formatted(log, LogFiles.tail(log));
    }
}
