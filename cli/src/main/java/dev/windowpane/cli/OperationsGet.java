package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane operations get}. */
@Command(
        name = "get",
        description = "Shows how an operation stands.",
        footer = {"", "Examples:", "  windowpane operations get 5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968"})
final class OperationsGet implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    OperationsGet(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        JsonNode operation = common.api().get(Address.of("operations", id));
        common.printer().one(operation, OperationColumns.ALL);
        return Exit.OK;
    }
}
