package dev.windowpane.cli;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A verb that the launcher {@code ./windowpane} does itself; here for help, completion and suggestions.
 *
 * @param description one line
 */
record LauncherVerb(String name, String description) implements Callable<Integer> {
    static final List<LauncherVerb> ALL = List.of(
            new LauncherVerb("up", "Run everything here: Kafka, Flink, Postgres, the control plane, sample traffic."),
            new LauncherVerb("down", "End a running 'up'."),
            new LauncherVerb("replay", "Send access logs to the running stack."),
            new LauncherVerb("prove", "Poll the tables and say whether the numbers add up."),
            new LauncherVerb("verify", "Run every test."),
            new LauncherVerb("mutate", "See that tests notice when a rule of the pipeline is gone."),
            new LauncherVerb("build", "Build all programs."));

    @Override
    public Integer call() {
        throw new FailureException(
                Exit.USAGE, "'%s' is a verb of the launcher: ./windowpane %s in a checkout".formatted(name, name));
    }
}
