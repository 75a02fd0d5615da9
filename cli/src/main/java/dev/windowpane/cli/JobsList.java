package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code windowpane jobs list}. */
@Command(
        name = "list",
        description = "Lists every job.",
        footer = {"", "Examples:", "  windowpane jobs list", "  windowpane jobs list -o csv"})
final class JobsList implements Callable<Integer> {
    @Mixin
    private final Common common;

    JobsList(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode jobs = common.api().get(Address.of("jobs"));
        common.printer().list(jobs, JobColumns.LIST, jobs.path("items"));
        return Exit.OK;
    }
}
