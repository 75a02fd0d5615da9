package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import dev.windowpane.cli.output.Printer;
import dev.windowpane.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs explain}. */
@Command(
        name = "explain",
        description = "Says why a job gives no output, or that it does: the gravest cause first, with numbers.",
        footer = {"", "Examples:", "  windowpane jobs explain mine"})
final class JobsExplain implements Callable<Integer> {
    private static final List<Column> REASONS = List.of(
            Column.text("CAUSE", "/cause"), Column.time("SINCE", "/since"), Column.prose("SENTENCE", "/sentence"));

    @Mixin
    private final Common common;

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsExplain(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode explanation = common.api().get(Address.of("jobs", name, "explain"));
        Printer printer = common.printer();
        switch (printer.format()) {
            case TABLE -> show(printer, explanation);
            case JSON -> printer.json(explanation);
            case CSV -> printer.list(explanation, REASONS, reasons(explanation));
        }
        return Exit.OK;
    }

    private static List<JsonNode> reasons(JsonNode explanation) {
        List<JsonNode> reasons = new ArrayList<>();
        reasons.add(explanation);
        explanation.path("others").forEach(reasons::add);
        return reasons;
    }

    private static void show(Printer printer, JsonNode explanation) {
        printer.remark(Text.printable(explanation.path("sentence").asText()));
        if (explanation.hasNonNull("since")) {
            printer.remark("  since: " + printer.time(explanation.path("since")));
        }
        explanation
                .path("facts")
                .properties()
                .forEach(fact -> printer.remark(Text.printable("  %s: %s"
                        .formatted(
                                fact.getKey(),
                                fact.getValue().isValueNode()
                                        ? fact.getValue().asText()
                                        : fact.getValue().toString()))));
        if (!explanation.path("others").isEmpty()) {
            printer.remark("Also:");
            explanation
                    .path("others")
                    .forEach(other -> printer.remark(
                            Text.printable("  " + other.path("sentence").asText())));
        }
    }
}
