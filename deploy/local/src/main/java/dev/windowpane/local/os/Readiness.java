package dev.windowpane.local.os;

import java.time.Duration;
import java.util.Optional;

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
        Deadline deadline = Deadline.in(limit);
        while (true) {
            if (!process.isAlive()) {
                throw new LocalStackException(process.name() + " ended while it was starting." + lastLines(process));
            }
            Optional<String> reason = probe.whyNot();
            if (reason.isEmpty()) {
                return;
            }
            if (deadline.isOver()) {
                throw new LocalStackException("%s is not ready after %d s: %s.%s"
                        .formatted(process.name(), limit.toSeconds(), reason.get(), lastLines(process)));
            }
            process.waitForExit(Duration.ofMillis(40));
        }
    }

    private static String lastLines(ManagedProcess process) {
        return " The end of its log %s:%n%s".formatted(process.log(), LogFiles.tail(process.log()));
    }
}
