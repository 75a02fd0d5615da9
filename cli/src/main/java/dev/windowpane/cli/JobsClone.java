package dev.windowpane.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs clone}. */
@Command(
        name = "clone",
        description = "Makes a job with the spec of another one and the current JAR. It counts for itself.",
        footer = {
            "",
            "Examples:",
            "  windowpane jobs clone mine mine-too",
            "  windowpane jobs clone mine mine-too --stopped"
        })
final class JobsClone implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(index = "0", paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW-NAME", description = "The name of the new job.")
    private String copy = "";

    @Option(names = "--stopped", description = "Do not launch it yet.")
    private boolean stopped;

    JobsClone(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("name", copy).put("desired", stopped ? "STOPPED" : "RUNNING");
        Request request = waiting.post(common, Address.of("jobs", name, "clone"), body);
        return waiting.order(common, request, "creation of " + copy);
    }
}
