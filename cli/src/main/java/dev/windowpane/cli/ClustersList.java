package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code windowpane clusters list}. */
@Command(
        name = "list",
        description = "Lists the Flink clusters, whether they answer, and their slots.",
        footer = {"", "Examples:", "  windowpane clusters list", "  windowpane clusters list -o json"})
final class ClustersList implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("NAME", "/name"),
            Column.text("ADDRESS", "/url"),
            Column.text("REACHABLE", "/reachable"),
            Column.time("SINCE", "/since"),
            Column.text("FLINK", "/version"),
            Column.number("SLOTS FREE", "/slots/free"),
            Column.number("OF", "/slots/total"),
            Column.number("TASK MANAGERS", "/taskManagers"),
            Column.number("OUR JOBS", "/jobs/ours"),
            Column.number("FOREIGN", "/jobs/foreign"),
            Column.prose("WHY", "/why"));

    @Mixin
    private final Common common;

    ClustersList(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode clusters = common.api().get(Address.of("clusters"));
        common.printer().list(clusters, COLUMNS, clusters.path("items"));
        return Exit.OK;
    }
}
