package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs delete}. */
@Command(
        name = "delete",
        description = "Removes a stopped job and all that it has counted.",
        footer = {"", "Examples:", "  windowpane jobs delete mine"})
final class JobsDelete implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsDelete(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Api api = common.api();
        JsonNode ledger =
                api.get(Address.of("ledger").with("job", name)).path("jobs").path(0);
        api.send(Request.delete(Address.of("jobs", name)));
        common.printer()
                .remark(
                        "%s is removed, with its counts of %,d hits and %,d dead letters. Its records are still in Kafka."
                                .formatted(
                                        name,
                                        ledger.path("counted").asLong(),
                                        ledger.at("/deadLetters/total").asLong()));
        return Exit.OK;
    }
}
