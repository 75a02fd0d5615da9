package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs gaps}. */
@Command(
        name = "gaps",
        description = {
            "Lists the records that Kafka no longer had, newest first. A job with an open gap is BLOCKED.",
            "windowpane jobs gaps accept NAME goes on without them."
        },
        footer = {"", "Examples:", "  windowpane jobs gaps mine", "  windowpane jobs gaps accept mine"})
final class JobsGaps implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsGaps(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        // Not required of picocli, which would require it of "gaps accept" too
        if (name.isEmpty()) {
            throw common.wrong("Missing required parameter: 'NAME'");
        }
        JsonNode gaps = common.api().get(Address.of("jobs", name, "gaps"));
        common.printer().list(gaps, JobColumns.GAPS, gaps.path("items"));
        return Exit.OK;
    }
}
