package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane operations wait}. */
@Command(
        name = "wait",
        description = "Waits until an operation has ended. Exit status 0 if it succeeded, else 1.",
        footer = {
            "",
            "Examples:",
            "  windowpane operations wait 5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968",
            "  windowpane operations wait 5f1c2a9e0b7d4c3f8a6e1d2c3b4a5968 --timeout 30s"
        })
final class OperationsWait implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Wait at most so long; the work goes on all the same. Default: 5m.")
    private Duration limit = Duration.ofMinutes(5);

    OperationsWait(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Api api = common.api();
        JsonNode operation = api.get(Address.of("operations", id));
        String kind = operation.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new OperationWatch(common, api, limit)
                .follow(id, "%s of %s".formatted(kind, operation.path("job").asText()));
    }
}
