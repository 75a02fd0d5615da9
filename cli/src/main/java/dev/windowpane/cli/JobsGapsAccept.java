package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs gaps accept}. */
@Command(
        name = "accept",
        description = "Goes on without the records of every open gap; they stay in the ledger as skipped.",
        footer = {"", "Examples:", "  windowpane jobs gaps accept mine"})
final class JobsGapsAccept implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    JobsGapsAccept(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Api api = common.api();
        ObjectNode body = Json.object();
        ArrayNode accepted = body.putArray("gaps");
        long records = 0;
        for (JsonNode gap : api.get(Address.of("jobs", name, "gaps")).path("items")) {
            if (!gap.hasNonNull("acceptedAt")) {
                accepted.addObject()
                        .put("partition", gap.path("partition").asInt())
                        .put("fromOffset", gap.path("fromOffset").asLong())
                        .put("toOffset", gap.path("toOffset").asLong());
                records += gap.path("records").asLong();
            }
        }
        if (accepted.isEmpty()) {
            throw new FailureException(Exit.NO, "%s has no open gap".formatted(name));
        }
        common.say(
                "Going on without %,d records in %d gaps: %s".formatted(records, accepted.size(), Json.line(accepted)));
        Request request = waiting.post(common, Address.of("jobs", name, "gaps", "accept"), body);
        return waiting.order(common, request, "acceptance of the gaps of " + name);
    }
}
