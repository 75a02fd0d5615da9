package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.output.Column;
import dev.windowpane.cli.output.Printer;
import dev.windowpane.cli.output.Text;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane ledger}. */
@Command(
        name = "ledger",
        description = {
            "Says where every record is: read = counted + retired + dead letters.",
            "Exit status 1 if it does not balance, or was ever found not to."
        },
        footer = {"", "Examples:", "  windowpane ledger", "  windowpane ledger --job mine -o json"})
final class Ledger implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.text("JOB", "/job"),
            Column.count("READ", "/read"),
            Column.count("ON TIME", "/onTime"),
            Column.count("LATE", "/late"),
            Column.count("OPEN", "/open"),
            Column.count("RETIRED", "/retired"),
            Column.count("DEAD LETTERS", "/deadLetters/total"),
            Column.count("SKIPPED", "/skipped"),
            Column.text("BALANCED", "/balanced"),
            Column.text("EVER NOT", "/everUnbalanced"),
            Column.time("WATERMARK", "/watermark"));

    @Mixin
    private final Common common;

    @Option(names = "--job", paramLabel = "NAME", description = "Only of this job.")
    private @Nullable String job;

    Ledger(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode ledger = common.api().get(Address.of("ledger").with("job", job));
        Printer printer = common.printer();
        printer.list(ledger, COLUMNS, ledger.path("jobs"));
        printer.remark(sentence(ledger));
        ledger.path("leftOut")
                .forEach(name -> common.say(
                        "Left out: %s; windowpane jobs get %s says why".formatted(name.asText(), name.asText())));
        ledger.path("jobs").forEach(one -> violations(one, printer));
        return allRight(ledger) ? Exit.OK : Exit.NO;
    }

    private static boolean allRight(JsonNode ledger) {
        for (JsonNode one : ledger.path("jobs")) {
            if (!one.path("balanced").asBoolean() || one.path("everUnbalanced").asBoolean()) {
                return false;
            }
        }
        return ledger.path("balanced").asBoolean();
    }

    private static String sentence(JsonNode ledger) {
        long retired = 0;
        for (JsonNode one : ledger.path("jobs")) {
            retired += one.path("retired").asLong();
        }
        return "read %,d %s counted %,d%s + dead letters %,d"
                .formatted(
                        ledger.path("read").asLong(),
                        ledger.path("balanced").asBoolean() ? "=" : "IS NOT",
                        ledger.path("counted").asLong(),
                        retired == 0 ? "" : " + retired %,d".formatted(retired),
                        ledger.at("/deadLetters/total").asLong());
    }

    private void violations(JsonNode one, Printer printer) {
        one.path("violations")
                .forEach(violation -> common.say(Text.printable("%s: %s did not hold at %s: %s"
                        .formatted(
                                one.path("job").asText(),
                                violation.path("rule").asText(),
                                printer.time(violation.path("foundAt")),
                                violation.path("detail").asText()))));
    }
}
