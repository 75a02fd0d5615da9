package dev.windowpane.control.jobs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a new spec would change. Compared as JSON, so that a refused spec can be repaired. */
final class SpecChange {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_COUNTS = List.of("/source/topic", "/window", "/rollups");

    private SpecChange() {}

    /** Every value that differs, in the order of their pointers. */
    static List<SpecDifference> between(StoredSpec before, StoredSpec after) {
        List<SpecDifference> found = new ArrayList<>();
        compare("", tree(before.json()), tree(after.json()), found);
        return List.copyOf(found);
    }

    /** The pointer of the first change of that which counts and offsets depend on. */
    static Optional<String> ofCounts(StoredSpec before, StoredSpec after) {
        List<SpecDifference> changes = between(before, after);
        return OF_COUNTS.stream()
                .filter(part -> changes.stream().anyMatch(change -> isAt(change.pointer(), part)))
                .findFirst();
    }

    /** Whether counts and offsets depend on the value at this place. */
    static boolean isOfCounts(String pointer) {
        return OF_COUNTS.stream().anyMatch(part -> isAt(pointer, part));
    }

    private static boolean isAt(String pointer, String part) {
        return pointer.equals(part) || pointer.startsWith(part + "/");
    }

    private static void compare(String pointer, JsonNode old, JsonNode fresh, List<SpecDifference> found) {
        if (old.isObject() && fresh.isObject()) {
            Set<String> keys = new TreeSet<>();
            old.fieldNames().forEachRemaining(keys::add);
            fresh.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                compare(below, old.path(key), fresh.path(key), found);
            }
        } else if (!same(old, fresh)) {
            found.add(new SpecDifference(pointer, present(old), present(fresh), Effect.RESTART));
        }
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return Optional.of(node).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private static boolean same(JsonNode one, JsonNode other) {
        // The order of rollups and formats says nothing
        boolean arrays = one.isArray() && other.isArray();
        return arrays ? set(one).equals(set(other)) : present(one).equals(present(other));
    }

    private static Set<JsonNode> set(JsonNode array) {
        Set<JsonNode> set = new HashSet<>();
        array.forEach(set::add);
        return set;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("a stored spec is not JSON", e);
        }
    }
}
