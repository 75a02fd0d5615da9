package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane clusters jobs}. */
@Command(
        name = "jobs",
        description = "Lists the jobs of a Flink cluster: our runs, orphans of ours, and those of others.",
        footer = {"", "Examples:", "  windowpane clusters jobs", "  windowpane clusters jobs default -o csv"})
final class ClustersJobs implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("ID", "/id"),
            Column.state("STATE", "/state"),
            Column.state("KIND", "/kind"),
            Column.text("JOB", "/job"),
            Column.time("STARTED", "/startedAt"),
            Column.prose("NAME", "/name"));

    @Mixin
    private final Common common;

    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "The cluster. Default: default.")
    private String cluster = "default";

    ClustersJobs(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode jobs = common.api().get(Address.of("clusters", cluster, "jobs"));
        common.printer().list(jobs, COLUMNS, jobs.path("items"));
        return Exit.OK;
    }
}
