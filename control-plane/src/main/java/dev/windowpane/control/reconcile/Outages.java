package dev.windowpane.control.reconcile;

import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the histories of a cluster's jobs when it has not answered for long, and when it answers again. Used by one thread. */
final class Outages {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Runs runs;
    private final Set<ClusterName> told = new HashSet<>();

    Outages(Runs runs) {
        this.runs = runs;
    }

    /** @param awaySince empty while it answers */
    void look(ClusterName cluster, Optional<Instant> awaySince, List<StoredJob> all, Instant now) {
        boolean longAway =
                awaySince.map(since -> !now.isBefore(since.plus(LONG))).orElse(false);
        if (longAway && told.add(cluster)) {
            tell(cluster, all, "Flink cluster '%s' has not answered since %s".formatted(cluster, awaySince.get()));
        }
        if (awaySince.isEmpty() && told.remove(cluster)) {
            tell(cluster, all, "Flink cluster '%s' answers again".formatted(cluster));
        }
    }

    private void tell(ClusterName cluster, List<StoredJob> all, String what) {
        for (StoredJob job : all) {
            if (job.presentCluster().equals(cluster)) {
                runs.note(job.id(), job.name(), Optional.empty(), what);
            }
        }
    }
}
