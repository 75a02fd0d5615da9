package dev.windowpane.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs rollback}. */
@Command(
        name = "rollback",
        description = "Makes a new revision with the spec and JAR of an older one, and launches it.",
        footer = {"", "Examples:", "  windowpane jobs rollback mine", "  windowpane jobs rollback mine --to 3"})
final class JobsRollback implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Option(names = "--to", paramLabel = "REVISION", description = "Default: the newest other one that was stable.")
    private @Nullable Long revision;

    JobsRollback(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        if (revision != null) {
            body.put("revision", revision);
        }
        Request request = waiting.post(common, Address.of("jobs", name, "rollback"), body);
        return waiting.order(common, request, "rollback of " + name);
    }
}
