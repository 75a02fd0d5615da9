package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs revisions}. */
@Command(
        name = "revisions",
        description = "Lists the specs and JARs a job has had, newest first.",
        footer = {"", "Examples:", "  windowpane jobs revisions mine", "  windowpane jobs revisions mine -o json"})
final class JobsRevisions implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsRevisions(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode revisions = common.api().get(Address.of("jobs", name, "revisions"));
        common.printer().list(revisions, JobColumns.REVISIONS, revisions.path("items"));
        return Exit.OK;
    }
}
