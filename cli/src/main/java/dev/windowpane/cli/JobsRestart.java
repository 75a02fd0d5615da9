package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs restart}. */
@Command(
        name = "restart",
        description = "Launches a job anew with the same spec and JAR.",
        footer = {"", "Examples:", "  windowpane jobs restart mine"})
final class JobsRestart implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsRestart(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Request request = waiting.post(common, Address.of("jobs", name, "restart"), Json.object());
        return waiting.order(common, request, "restart of " + name);
    }
}
