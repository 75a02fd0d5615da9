package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs start}. */
@Command(
        name = "start",
        description = "Launches a job; it goes on exactly where its counts stand.",
        footer = {"", "Examples:", "  windowpane jobs start mine", "  windowpane jobs start mine --no-wait"})
final class JobsStart implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsStart(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Request request = waiting.post(common, Address.of("jobs", name, "start"), null);
        return waiting.order(common, request, "start of " + name);
    }
}
