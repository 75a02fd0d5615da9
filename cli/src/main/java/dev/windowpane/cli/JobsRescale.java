package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs rescale}. */
@Command(
        name = "rescale",
        description = "Launches a job anew with another parallelism.",
        footer = {"", "Examples:", "  windowpane jobs rescale mine 4"})
final class JobsRescale implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(index = "0", paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "N", description = "Its parallelism, 1 to 1024; so many slots it takes.")
    private int parallelism;

    JobsRescale(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Request request = waiting.post(
                common, Address.of("jobs", name, "rescale"), Json.object().put("parallelism", parallelism));
        return waiting.order(common, request, "rescale of %s to %d".formatted(name, parallelism));
    }
}
