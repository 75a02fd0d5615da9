package dev.windowpane.control.reconcile;

import dev.windowpane.control.flink.ClusterView;
import dev.windowpane.control.flink.FlinkClusters;
import dev.windowpane.control.flink.FlinkJob;
import dev.windowpane.control.jobs.Run;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Flink jobs of ours that are no run under way: a launch whose answer was lost may surface after its run was given up. A job is ours if
 * its id was written before it was launched, whatever it is called; all others belong to somebody else. Used by one thread.
 */
final class Strays {
    private static final Logger LOG = Logger.getLogger("windowpane");

    private final Runs runs;
    private final FlinkClusters clusters;
    private final Threads threads;
    private final Map<ClusterName, Set<String>> foreign = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    Strays(Runs runs, FlinkClusters clusters, Threads threads) {
        this.runs = runs;
        this.clusters = clusters;
        this.threads = threads;
    }

    /**
     * Has those cancelled that are of no use.
     *
     * @param views what each cluster shows
     * @return those that are their job's run after all, by the job's number
     */
    Map<Integer, PastRun> look(Map<ClusterName, ClusterView> views, List<StoredJob> all, Instant now) {
        Map<Integer, StoredJob> owners = all.stream().collect(Collectors.toMap(StoredJob::id, job -> job));
        Set<String> underWay = all.stream()
                .flatMap(job -> job.run().stream())
                .filter(run -> run.phase().underWay())
                .map(Run::id)
                .collect(Collectors.toSet());
        Map<Integer, PastRun> adoptable = new HashMap<>();
        views.forEach((name, view) -> {
            if (view instanceof ClusterView.Reachable(var jobs)) {
                for (PastRun past : pastRuns(name, jobs, underWay)) {
                    switch (past.verdict(Optional.ofNullable(owners.get(past.job())), now)) {
                        case LEAVE -> {}
                        case ADOPT -> adoptable.put(past.job(), past);
                        case CANCEL -> cancel(name, past);
                    }
                }
            }
        });
        return adoptable;
    }

    private List<PastRun> pastRuns(ClusterName name, List<FlinkJob> jobs, Set<String> underWay) {
        Set<String> known = foreign.computeIfAbsent(name, key -> new HashSet<>());
        known.retainAll(jobs.stream().map(FlinkJob::id).collect(Collectors.toSet()));
        Set<String> suspects = jobs.stream()
                .filter(job -> Watch.isAlive(job))
                .map(FlinkJob::id)
                .filter(id -> !underWay.contains(id) && !known.contains(id))
                .collect(Collectors.toSet());
        if (suspects.isEmpty()) {
            return List.of();
        }
        List<PastRun> past = runs.ofOurs(name, suspects);
        suspects.removeAll(past.stream().map(PastRun::id).collect(Collectors.toSet()));
        known.addAll(suspects);
        return past;
    }

    private void cancel(ClusterName cluster, PastRun past) {
        boolean first = cancelled.add(past.id());
        threads.start("cancel " + past.id(), () -> {
            try {
                if (first) {
                    LOG.warnf("job %s: cancelling Flink job %s, which is not its run", past.jobName(), past.id());
                    runs.note(
                            past.job(),
                            past.jobName(),
                            Optional.of(past.id()),
                            "Flink has it though it is not the job's run: it is cancelled");
                }
                clusters.of(cluster).cancel(past.id());
            } catch (RuntimeException e) {
                LOG.warnf("job %s: Flink job %s is cancelled later: %s", past.jobName(), past.id(), e.getMessage());
            }
        });
    }
}
