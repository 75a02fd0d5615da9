package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.spec.ClusterName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One question to each cluster at a time, to all at once. Nobody waits for a cluster that was unreachable when it was last asked,
 * nor for long for another, so that one that does not answer delays no job of the others. Used by one thread.
 */
final class Looks implements Looking {
    private final FlinkClusters clusters;
    private final Duration patience;
    private final Map<ClusterName, CompletableFuture<ClusterView>> underWay = new HashMap<>();
    private final Set<ClusterName> unreachable = new HashSet<>();

    Looks(FlinkClusters clusters, Duration patience) {
        this.clusters = clusters;
        this.patience = patience;
    }

    /** Asks each that has no question under way. */
    @Override
    public Map<ClusterName, ClusterView> look(Collection<ClusterName> names, Runnable late) {
        for (ClusterName name : names) {
            underWay.computeIfAbsent(name, this::ask);
        }
        await();
        Map<ClusterName, ClusterView> views = new HashMap<>();
        underWay.forEach((name, question) -> {
            if (question.isDone()) {
                views.put(name, question.join());
            } else {
                CompletableFuture<Void> unused = question.thenRun(late);
            }
        });
        views.forEach((name, view) -> {
            underWay.remove(name);
            switch (view) {
                case ClusterView.Reachable reachable -> unreachable.remove(name);
                case ClusterView.Unreachable away -> unreachable.add(name);
            }
        });
        return views;
    }

    private CompletableFuture<ClusterView> ask(ClusterName name) {
        CompletableFuture<ClusterView> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("look at " + name).start(() -> {
            try {
                answer.complete(clusters.of(name).look());
            } catch (RuntimeException e) {
                answer.complete(new ClusterView.Unreachable("it could not be asked by a mistake of ours: " + e));
            }
        });
        return answer;
    }

    private void await() {
        CompletableFuture<?>[] awaited = underWay.entrySet().stream()
                .filter(entry -> !unreachable.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(awaited).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The pass goes on with those that have answered
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
