package dev.windowpane.control.jobs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a new spec would change of that which counts and offsets depend on. Compared as JSON, so that a refused spec can be repaired. */
final class SpecChange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecChange() {}

    /** The pointer of the first such change. */
    static Optional<String> ofCounts(StoredSpec before, StoredSpec after) {
        JsonNode old = tree(before.json());
        JsonNode fresh = tree(after.json());
        return List.of("/source/topic", "/window", "/rollups").stream()
                .filter(pointer -> !same(old.at(pointer), fresh.at(pointer)))
                .findFirst();
    }

    private static boolean same(JsonNode one, JsonNode other) {
        // The order of rollups says nothing
        boolean arrays = one.isArray() && other.isArray();
        return arrays ? set(one).equals(set(other)) : one.equals(other);
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
