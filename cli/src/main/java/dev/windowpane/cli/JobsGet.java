package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Printer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs get}. */
@Command(
        name = "get",
        description = "Shows one job.",
        footer = {
            "",
            "Examples:",
            "  windowpane jobs get mine",
            "  windowpane jobs get mine -o json",
            "  windowpane jobs get mine --spec > mine.json"
        })
final class JobsGet implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Option(names = "--spec", description = "Only the spec, as JSON: to edit and to give to 'upgrade -f'.")
    private boolean onlySpec;

    JobsGet(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode job = common.api().get(Address.of("jobs", name));
        Printer printer = common.printer();
        if (onlySpec) {
            printer.json(job.path("spec"));
        } else {
            printer.one(job, JobColumns.ONE);
        }
        return Exit.OK;
    }
}
