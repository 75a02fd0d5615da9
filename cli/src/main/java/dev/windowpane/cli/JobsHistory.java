package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs history}. */
@Command(
        name = "history",
        description = "Lists what happened to a job, newest first: requests, phases, exceptions, revisions.",
        footer = {
            "",
            "Examples:",
            "  windowpane jobs history mine",
            "  windowpane jobs history mine --kind EXCEPTION --limit 10",
            "  windowpane jobs history mine --limit 10000 -o csv > history.csv"
        })
final class JobsHistory implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Limit limit = new Limit();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "Only REQUEST, PHASE, EXCEPTION, REVISION or NOTE.")
    private @Nullable String kind;

    JobsHistory(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Address address = Address.of("jobs", name, "history").with("kind", kind);
        JsonNode history = Pages.read(common.api(), address, limit.most(common));
        common.printer().list(history, JobColumns.HISTORY, history.path("items"));
        Pages.remarkOnMore(common, history);
        return Exit.OK;
    }
}
