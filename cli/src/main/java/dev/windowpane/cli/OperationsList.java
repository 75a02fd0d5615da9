package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane operations list}. */
@Command(
        name = "list",
        description = "Lists long work that was asked for, newest first.",
        footer = {
            "",
            "Examples:",
            "  windowpane operations list",
            "  windowpane operations list --job mine --state RUNNING"
        })
final class OperationsList implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Limit limit = new Limit();

    @Option(names = "--job", paramLabel = "NAME", description = "Only of this job.")
    private @Nullable String job;

    @Option(names = "--state", paramLabel = "STATE", description = "Only RUNNING, SUCCEEDED, FAILED or OVERTAKEN.")
    private @Nullable String state;

    OperationsList(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Address address = Address.of("operations").with("job", job).with("state", state);
        JsonNode operations = Pages.read(common.api(), address, limit.most(common));
        common.printer().list(operations, OperationColumns.ALL, operations.path("items"));
        Pages.remarkOnMore(common, operations);
        return Exit.OK;
    }
}
