package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.output.Printer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code windowpane jobs validate}. */
@Command(
        name = "validate",
        description = {
            "Says what is wrong with a spec, or what it would do. Changes nothing.",
            "Of a job that exists it says what changes and what that means for the counts. Exit status 1 if it is not valid."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane jobs validate -f mine.yaml",
            "  windowpane jobs validate -f - < mine.json"
        })
final class JobsValidate implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final SpecOption option = new SpecOption();

    JobsValidate(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        SpecFile file = option.read(common);
        JsonNode dryRun = DryRun.of(common.api(), file);
        Printer printer = common.printer();
        switch (printer.format()) {
            case TABLE -> DryRun.show(printer, file, dryRun);
            case JSON -> printer.json(dryRun);
            case CSV -> printer.list(dryRun, JobColumns.CHANGES, dryRun.path("changes"));
        }
        return Exit.OK;
    }
}
