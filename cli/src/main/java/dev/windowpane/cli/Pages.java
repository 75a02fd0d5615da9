package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;

/** Lists that come in pages. */
final class Pages {
    private static final int MOST = 1000;

    private Pages() {}

    /** As one page of at most so many items; it has a {@code next} if there are more. */
    static JsonNode read(Api api, Address address, int limit) {
        JsonNode first = api.get(address.with("limit", Math.min(limit, MOST)));
        JsonNode page = first;
        while (page.hasNonNull("next") && first.path("items").size() < limit) {
            int wanted = Math.min(limit - first.path("items").size(), MOST);
            page = api.get(address.with("limit", wanted)
                    .with("cursor", page.path("next").asText()));
            if (first instanceof ObjectNode all && all.path("items") instanceof ArrayNode items) {
                page.path("items").forEach(items::add);
                all.remove("next");
                if (page.hasNonNull("next")) {
                    all.set("next", page.path("next"));
                }
            }
        }
        return first;
    }

    /** Says that the list goes on, if it does. */
    static void remarkOnMore(Common common, JsonNode page) {
        if (page.hasNonNull("next")) {
            common.say("There are more: --limit N shows up to N.");
        }
    }
}
