package dev.windowpane.control.live;

import dev.windowpane.control.live.CommitNotice.ChangedRange;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes that no listener has been told of yet. */
final class Pending {
    private final Map<Integer, Optional<ChangedRange>> commits = new HashMap<>();
    private final Set<String> jobs = new LinkedHashSet<>();
    private final Set<String> operations = new LinkedHashSet<>();
    private boolean everything;

    /**
     * What was pending.
     *
     * @param commits the jobs by number whose counts or progress changed, and where
     * @param jobs the names of jobs that changed
     * @param operations the ids of operations that began or ended
     * @param everything whether notifications may have been missed
     */
    record Changes(
            Map<Integer, Optional<ChangedRange>> commits,
            Set<String> jobs,
            Set<String> operations,
            boolean everything) {
        Changes {
            commits = Map.copyOf(commits);
            jobs = Set.copyOf(jobs);
            operations = Set.copyOf(operations);
        }
    }

    synchronized void committed(int job, Optional<ChangedRange> changed) {
        commits.merge(job, changed, CommitNotice::together);
    }

    synchronized void touched(String name) {
        jobs.add(name);
    }

    synchronized void worked(String operation) {
        operations.add(operation);
    }

    synchronized void everything() {
        everything = true;
    }

    synchronized Changes take() {
        Changes changes = new Changes(commits, jobs, operations, everything);
        commits.clear();
        jobs.clear();
        operations.clear();
        everything = false;
        return changes;
    }
}
