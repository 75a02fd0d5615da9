package dev.windowpane.prover;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** The program {@code prove}. */
public final class ProverMain {
    private static final long SECONDS_TO_END = 10;

    private ProverMain() {}

    public static void main(String[] arguments) {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicInteger status = new AtomicInteger(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWithResult(end, finished, status)));
        status.set(commandLine(end).execute(arguments));
        finished.countDown();
        System.exit(status.get());
    }

    static CommandLine commandLine(CountDownLatch end) {
        return new CommandLine(new ProveCommand(end));
    }

    /** Ctrl-C asks for the result; the JVM waits for it, and ends with the result's status rather than with the signal's. */
    private static void endWithResult(CountDownLatch end, CountDownLatch finished, AtomicInteger status) {
        end.countDown();
        try {
            if (finished.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(status.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
