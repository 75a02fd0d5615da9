package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs stop}. */
@Command(
        name = "stop",
        description = "Ends a job. What is counted stays; a later start goes on exactly where it stopped.",
        footer = {"", "Examples:", "  windowpane jobs stop mine", "  windowpane jobs stop mine --timeout 30s"})
final class JobsStop implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsStop(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Request request = waiting.post(common, Address.of("jobs", name, "stop"), null);
        int status = waiting.order(common, request, "stop of " + name);
        common.printer()
                .remark("Every count stays; windowpane jobs start %s goes on exactly where it stopped."
                        .formatted(name));
        return status;
    }
}
