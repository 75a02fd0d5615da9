package dev.windowpane.control.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.problem.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The wish that dead letters are read again: all of a reason, or some by where they are in the topic. Exactly one of the two.
 *
 * @param items at most 1,000
 */
record ReplayRequest(
        @Schema(description = "May be left out when there is exactly one")
        Optional<String> job,

        @Schema(implementation = dev.windowpane.spec.RejectReason.class)
        Optional<String> reason,

        Optional<List<ReplayItem>> items) {
    private static final int MOST = 1000;
    private static final Set<String> KEYS = Set.of("job", "reason", "items");
    private static final Set<String> ITEM_KEYS = Set.of("partition", "offset");

    /** Where a record is. */
    record ReplayItem(int partition, long offset) {}

    static ReplayRequest parse(String body, ObjectMapper json) {
        JsonNode node = tree(body, json);
        onlyKeys(node, "", KEYS);
        Optional<String> reason = text(node, "reason").map(name -> DeadLetterParameters.reason("/reason", name));
        Optional<List<ReplayItem>> items =
                node.has("items") ? Optional.of(items(node.path("items"))) : Optional.<List<ReplayItem>>empty();
        if (reason.isPresent() == items.isPresent()) {
            throw new InvalidRequestException("", "either reason or items must be given, and not both");
        }
        return new ReplayRequest(text(node, "job"), reason, items);
    }

    private static JsonNode tree(String body, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new InvalidRequestException("", "the body is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new InvalidRequestException("", "the body must be a JSON object");
    }

    private static void onlyKeys(JsonNode node, String pointer, Set<String> known) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new InvalidRequestException(
                        pointer, "there is no such key: '%s'".formatted(Printable.of(field.getKey(), 64)));
            }
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        if (!node.path(key).isTextual()) {
            throw new InvalidRequestException("/" + key, key + " must be a string");
        }
        return Optional.of(node.path(key).asText());
    }

    private static List<ReplayItem> items(JsonNode array) {
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            throw new InvalidRequestException("/items", "items must be an array of 1 to %d objects".formatted(MOST));
        }
        List<ReplayItem> items = new ArrayList<>();
        for (JsonNode node : array) {
            String pointer = "/items/" + items.size();
            onlyKeys(node, pointer, ITEM_KEYS);
            JsonNode partition = node.path("partition");
            JsonNode offset = node.path("offset");
            if (!partition.canConvertToInt()
                    || !partition.isInt()
                    || !offset.isIntegralNumber()
                    || !offset.canConvertToLong()) {
                throw new InvalidRequestException(pointer, "partition and offset must be whole numbers");
            }
            items.add(new ReplayItem(partition.asInt(), offset.asLong()));
        }
        return items.stream().distinct().toList();
    }
}
