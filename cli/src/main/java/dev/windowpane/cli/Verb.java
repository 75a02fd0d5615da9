package dev.windowpane.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A verb of the command line.
 *
 * @param group empty for a verb that stands alone
 * @param make its command
 */
record Verb(String group, String name, Function<Surroundings, Object> make) {
    static final List<Verb> ALL = List.of(
            new Verb("jobs", "list", JobsList::new),
            new Verb("jobs", "get", JobsGet::new),
            new Verb("jobs", "create", JobsCreate::new),
            new Verb("jobs", "validate", JobsValidate::new),
            new Verb("jobs", "start", JobsStart::new),
            new Verb("jobs", "stop", JobsStop::new),
            new Verb("jobs", "restart", JobsRestart::new),
            new Verb("jobs", "upgrade", JobsUpgrade::new),
            new Verb("jobs", "rescale", JobsRescale::new),
            new Verb("jobs", "rollback", JobsRollback::new),
            new Verb("jobs", "clone", JobsClone::new),
            new Verb("jobs", "delete", JobsDelete::new),
            new Verb("jobs", "revisions", JobsRevisions::new),
            new Verb("jobs", "history", JobsHistory::new),
            new Verb("jobs", "explain", JobsExplain::new),
            new Verb("jobs", "logs", JobsLogs::new),
            new Verb("jobs", "gaps", JobsGaps::new),
            new Verb("operations", "list", OperationsList::new),
            new Verb("operations", "get", OperationsGet::new),
            new Verb("operations", "wait", OperationsWait::new),
            new Verb("clusters", "list", ClustersList::new),
            new Verb("clusters", "jobs", ClustersJobs::new),
            new Verb("hits", "top", HitsTop::new),
            new Verb("hits", "series", HitsSeries::new),
            new Verb("", "ledger", Ledger::new),
            new Verb("dead-letters", "list", DeadLettersList::new),
            new Verb("dead-letters", "replay", DeadLettersReplay::new),
            new Verb("", "completion", Completion::new));

    private static final int WORDS = 2;

    /** Whether the command line begins with it. */
    boolean begins(List<String> arguments) {
        return group.isEmpty()
                ? !arguments.isEmpty() && arguments.getFirst().equals(name)
                : arguments.size() >= WORDS && arguments.subList(0, WORDS).equals(Arrays.asList(group, name));
    }
}
