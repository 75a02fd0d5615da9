package dev.windowpane.local.os;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs several tasks at once. */
public final class Together {
    private Together() {}

    /** Returns when all are done; on the first failure the others are interrupted, and that failure is thrown. */
    public static void run(List<Runnable> tasks) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Void> results = new ExecutorCompletionService<>(executor);
            List<Object> submitted = new ArrayList<>();
            tasks.forEach(task -> submitted.add(results.submit(() -> task.run(), null)));
            for (int done = 0; done < submitted.size(); done++) {
                try {
                    results.take().get();
                } catch (ExecutionException e) {
                    executor.shutdownNow();
                    throw asRuntime(e);
                } catch (InterruptedException e) {
                    executor.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new LocalStackException("interrupted while starting", e);
                }
            }
        }
    }

    /** Returns when all have ended, also those that were at work when another one failed; then the first failure is thrown with the others in it. */
    public static void runAll(List<Runnable> tasks) {
        List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.forEach(task -> executor.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
            throw failures.getFirst();
        }
    }

    private static RuntimeException asRuntime(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}
